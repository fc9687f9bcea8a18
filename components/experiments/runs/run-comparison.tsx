'use client'

import { useMemo, useRef } from 'react'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import { plotCsv } from '../figures/csv.ts'
import { FigureFrame } from '../figures/figure-frame.tsx'
import { FigureView } from '../figures/figure-view.tsx'
import { type LinesSpec, type Plot, linesGeometry } from '../figures/lines-geometry.ts'
import { LinesPlot } from '../figures/lines-plot.tsx'
import { LinesReader } from '../figures/lines-reader.tsx'
import { overlayLook } from '../figures/series-look.ts'
import { useWidth } from '../figures/use-width.ts'
import { type ComparedRun, ComparisonTable } from './comparison-table.tsx'

/** One figure of several runs: each run has a colour and a marker, each series a dash. */
export function overlayPlot(name: string, spec: LinesSpec, runs: readonly ComparedRun[]): Plot {
  const names = Object.entries(spec.series)
  const series = runs.flatMap((run, at) => {
    const data = run.figures[name]
    if (data?.kind !== 'lines') return []
    return names.map(([key, each], index) => ({
      label: names.length === 1 ? run.label : `${run.label}: ${each.label}`,
      look: overlayLook(at, index),
      marks: each.marks ?? ('line' as const),
      points: data.series[key] ?? [],
    }))
  })
  return { x: spec.x, y: spec.y, series }
}

function OverlaidFigure({
  slug,
  name,
  spec,
  runs,
}: {
  slug: string
  name: string
  spec: LinesSpec
  runs: readonly ComparedRun[]
}) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const plot = useMemo(() => overlayPlot(name, spec, runs), [name, spec, runs])
  return (
    <FigureFrame title={spec.title} caption={spec.caption} file={`${slug}-${name}-compared`} csv={() => plotCsv(plot)}>
      <div ref={box}>
        {width === null ? (
          <LinesPlot plot={plot} geometry={linesGeometry(plot, 340)} title={spec.title} />
        ) : (
          <LinesReader plot={plot} title={spec.title} width={width} />
        )}
      </div>
    </FigureFrame>
  )
}

/** Several runs side by side: their numbers in a table, their lines over one another, other figures one after the other. */
export function RunComparison({
  slug,
  description,
  runs,
}: {
  slug: string
  description: ExperimentDescription
  runs: readonly ComparedRun[]
}) {
  return (
    <div className="@container grid min-w-0 gap-6">
      <ComparisonTable description={description} runs={runs} />
      <div className="grid items-start gap-6 @4xl:grid-cols-2">
        {Object.entries(description.figures).flatMap(([name, spec]) =>
          spec.kind === 'lines'
            ? [<OverlaidFigure key={name} slug={slug} name={name} spec={spec} runs={runs} />]
            : runs.map((run) => {
                const data = run.figures[name]
                const titled = { ...spec, title: `${spec.title} (${run.label})` }
                return (
                  data && <FigureView key={`${name}-${run.id}`} spec={titled} data={data} file={`${slug}-${name}`} />
                )
              }),
        )}
      </div>
    </div>
  )
}
