'use client'

import { type KeyboardEvent, type PointerEvent, useId, useMemo, useState } from 'react'
import { type Plot, type Reading, linesGeometry, readAt } from './lines-geometry.ts'
import { LinesPlot, describePlot } from './lines-plot.tsx'
import { MarkerShape } from './marker-shape.tsx'
import { numberText } from './number-text.ts'
import { HtmlLabel } from './svg-label.tsx'
import { AXIS } from './svg-style.ts'

function Values({ readings, plot }: { readings: Reading[]; plot: Plot }) {
  const [first] = readings
  if (!first) return null
  return (
    <>
      <p className="text-muted">
        <HtmlLabel text={plot.x.label} />: {numberText(first.x, 4)}
      </p>
      <ul>
        {readings.map(({ label, look, x, y }, at) => (
          <li key={at} className="flex items-center gap-2">
            <svg aria-hidden width="12" height="12" viewBox="-6 -6 12 12" className="shrink-0">
              <MarkerShape marker={look.marker} x={0} y={0} color={look.color} />
            </svg>
            <span className="min-w-0 flex-1">
              <HtmlLabel text={label} />
            </span>
            <span className="font-medium tabular-nums">{numberText(y, 4)}</span>
            {x !== first.x && <span className="text-muted tabular-nums">at {numberText(x, 4)}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

const inWords = (plot: Plot, readings: readonly Reading[]) =>
  readings.length === 0
    ? 'no place chosen; the arrow keys choose one'
    : `${plot.x.label} ${numberText(readings[0]?.x ?? 0, 4)}: ${readings.map(({ label, y }) => `${label} ${numberText(y, 4)}`).join('; ')}`

/** A figure of lines whose numbers can be read: under the pointer, or with the arrow keys. */
export function LinesReader({ plot, title, width }: { plot: Plot; title: string; width: number }) {
  const geometry = useMemo(() => linesGeometry(plot, width), [plot, width])
  const descriptionId = useId()
  const [cursor, setCursor] = useState<number | null>(null)
  const { x, left, right, top, bottom } = geometry
  const readings = cursor === null ? [] : readAt(geometry, cursor)
  const at = cursor === null ? 0 : x.scale(cursor)

  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.querySelector('svg')?.getBoundingClientRect()
    if (!box || box.width === 0) return
    const pixel = ((event.clientX - box.left) / box.width) * geometry.width
    setCursor(x.scale.invert(Math.min(right, Math.max(left, pixel))))
  }
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    const longest = geometry.series.reduce((most, { points }) => (points.length > most.length ? points : most), [
      [0, 0],
    ] as [number, number][])
    const here = cursor === null ? -1 : longest.findIndex(([value]) => value >= cursor)
    const jump = Math.max(1, Math.round(longest.length / 40)) * (event.shiftKey ? 5 : 1)
    const targets: Record<string, number> = {
      ArrowRight: here + jump,
      ArrowLeft: here < 0 ? longest.length - 1 : here - jump,
      Home: 0,
      End: longest.length - 1,
    }
    if (event.key === 'Escape') return setCursor(null)
    const target = targets[event.key]
    if (target === undefined) return
    event.preventDefault()
    setCursor(longest[Math.min(longest.length - 1, Math.max(0, target))]?.[0] ?? null)
  }
  return (
    <div className="relative">
      <p id={descriptionId} hidden>
        {describePlot(plot)}
      </p>
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${title}: read its values`}
        aria-describedby={descriptionId}
        aria-valuemin={x.scale.domain()[0] ?? 0}
        aria-valuemax={x.scale.domain()[1] ?? 1}
        aria-valuenow={readings[0]?.x ?? x.scale.domain()[0] ?? 0}
        aria-valuetext={inWords(plot, readings)}
        className="cursor-crosshair touch-pan-y rounded-sm"
        onPointerMove={follow}
        onPointerDown={follow}
        onPointerLeave={() => setCursor(null)}
        onKeyDown={step}
        onBlur={() => setCursor(null)}
      >
        <LinesPlot plot={plot} geometry={geometry} title={title}>
          {readings.length > 0 && (
            <g aria-hidden data-cursor>
              <line x1={at} x2={at} y1={top} y2={bottom} style={{ ...AXIS, strokeDasharray: '3 3' }} />
              {readings.map(({ at: [px, py], look }, index) => (
                <circle
                  key={index}
                  cx={px}
                  cy={py}
                  r={4.5}
                  style={{ fill: 'var(--color-surface)', stroke: look.color, strokeWidth: 2 }}
                />
              ))}
            </g>
          )}
        </LinesPlot>
      </div>
      <div
        aria-hidden
        hidden={readings.length === 0}
        className="pointer-events-none absolute z-10 max-w-72 min-w-40 rounded-md border border-line-strong bg-raised px-3 py-2 text-sm shadow-lg"
        style={{
          top: top - 8,
          ...(at > (left + right) / 2 ? { right: geometry.width - at + 14 } : { left: at + 14 }),
        }}
      >
        <Values readings={readings} plot={plot} />
      </div>
    </div>
  )
}
