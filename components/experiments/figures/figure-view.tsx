'use client'

import { memo, useMemo, useRef } from 'react'
import type { FigureSpec } from '#lib/experiments/runtime/contract.ts'
import type { FigureData } from '#lib/experiments/runtime/result.ts'
import { figureCsv, plotCsv } from './csv.ts'
import { imageSvg } from './download.ts'
import { DrawnFigure } from './drawn-figure.tsx'
import { FigureFrame } from './figure-frame.tsx'
import { type Plot, plotOf } from './lines-geometry.ts'
import { LinesReader } from './lines-reader.tsx'
import { pngAddress } from './png.ts'
import { TimelineReader } from './timeline-reader.tsx'
import { useWidth } from './use-width.ts'

function leftOutNote(plot: Plot | null): string | null {
  if (!plot) return null
  const lost = plot.series.reduce(
    (sum, { points }) =>
      sum +
      points.filter(
        ([x, y]) =>
          !Number.isFinite(x) ||
          !Number.isFinite(y) ||
          (plot.x.scale === 'log' && x <= 0) ||
          (plot.y.scale === 'log' && y <= 0),
      ).length,
    0,
  )
  if (lost === 0) return null
  return `${lost.toLocaleString('en')} ${lost === 1 ? 'point has' : 'points have'} no place on these axes (not a number, or not above zero where the axis is logarithmic).`
}

/** One figure of a run with its title and files; a new `data` object is a new drawing. */
export const FigureView = memo(function FigureView({
  spec,
  data,
  file,
}: {
  spec: FigureSpec
  data: FigureData
  file: string
}) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const plot = useMemo(() => (spec.kind === 'lines' && data.kind === 'lines' ? plotOf(spec, data) : null), [spec, data])
  const image = data.kind === 'image' ? data : null
  return (
    <FigureFrame
      title={spec.title}
      caption={spec.caption}
      file={file}
      csv={image ? null : () => (plot ? plotCsv(plot) : figureCsv(spec, data))}
      svg={
        spec.kind === 'table'
          ? null
          : image
            ? () => imageSvg(pngAddress(image.width, image.height, image.rgba), image.width, image.height)
            : undefined
      }
      note={leftOutNote(plot)}
    >
      <div ref={box}>
        {width !== null && plot ? (
          <LinesReader plot={plot} title={spec.title} width={width} />
        ) : width !== null && spec.kind === 'timeline' && data.kind === 'timeline' ? (
          <TimelineReader spec={spec} spans={data.spans} width={width} />
        ) : (
          <DrawnFigure spec={spec} data={data} />
        )}
      </div>
    </FigureFrame>
  )
})
