import type { FigureSpec, Span } from '#lib/experiments/runtime/contract.ts'
import { axisFor } from './axes.ts'
import { numberText } from './number-text.ts'
import { SERIES_COLORS } from './series-look.ts'
import { AXIS, GRID, INK, LABEL } from './svg-style.ts'

export type TimelineSpec = Extract<FigureSpec, { kind: 'timeline' }>

const ROW = 34
const BAR = 20
const AXIS_ROOM = 40

/** A kind's colour and where its stripe lies, so that kinds are told apart without colours. */
function lookOfKind(spec: TimelineSpec, kind: string) {
  const index = Math.max(0, Object.keys(spec.kinds).indexOf(kind))
  return { color: SERIES_COLORS[index % SERIES_COLORS.length] as string, stripe: index % 4 }
}

function Bar({ x, y, width, look }: { x: number; y: number; width: number; look: ReturnType<typeof lookOfKind> }) {
  return (
    <>
      <rect x={x} y={y} width={width} height={BAR} rx={Math.min(2, width / 2)} style={{ fill: look.color }} />
      {look.stripe > 0 && width > 2 && (
        <rect
          x={x}
          y={y + [0, 14, 8.5, 3][look.stripe]!}
          width={width}
          height={3}
          style={{ fill: 'var(--color-surface)', opacity: 0.75 }}
        />
      )}
    </>
  )
}

/** Lanes in the order in which they first appear. */
export const lanesOf = (spans: readonly Span[]) => [...new Set(spans.map(({ lane }) => lane))]

/** A Gantt chart: who does what when. `width` is the drawing's; it may be wider than the page and scroll. */
export function TimelinePlot({ spec, spans, width }: { spec: TimelineSpec; spans: readonly Span[]; width: number }) {
  const lanes = lanesOf(spans)
  let keyX = 0
  let keyRow = 0
  const keys = Object.entries(spec.kinds).map(([kind, { label }]) => {
    const size = 26 + label.length * 6.4 + 18
    if (keyX > 0 && keyX + size > width) {
      keyX = 0
      keyRow++
    }
    const key = { kind, label, x: keyX, y: keyRow * 24 }
    keyX += size
    return key
  })
  const top = (keyRow + 1) * 24 + 10
  const bottom = top + Math.max(1, lanes.length) * (ROW + 14)
  const ends = spans.flatMap(({ start, end }) => [start, end])
  const { scale, ticks } = axisFor({ label: '' }, [0, ...ends], [1, width - 10], Math.max(3, Math.floor(width / 90)))
  return (
    <svg
      viewBox={`0 0 ${width} ${bottom + AXIS_ROOM}`}
      width={width}
      height={bottom + AXIS_ROOM}
      role="img"
      aria-label={`${spec.title}. ${lanes.length} lanes: ${lanes.join(', ')}; ${spans.length} spans, until ${numberText(Math.max(0, ...ends))} ${spec.unit}.`}
      style={{ display: 'block' }}
    >
      {keys.map(({ kind, label, x, y }) => (
        <g key={kind}>
          <Bar x={x} y={y} width={20} look={lookOfKind(spec, kind)} />
          <text x={x + 26} y={y + 14} style={INK}>
            {label}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <g key={tick.value}>
          <line x1={tick.at} x2={tick.at} y1={top} y2={bottom} style={GRID} />
          <text
            x={tick.at}
            y={bottom + 16}
            textAnchor={tick.at < 12 ? 'start' : tick.at > width - 24 ? 'end' : 'middle'}
            style={LABEL}
          >
            {tick.label}
          </text>
        </g>
      ))}
      <line x1={1} x2={width - 10} y1={bottom} y2={bottom} style={AXIS} />
      <text x={width - 10} y={bottom + 34} textAnchor="end" style={LABEL}>
        {spec.unit}
      </text>
      {lanes.map((lane, row) => {
        const y = top + row * (ROW + 14)
        return (
          <g key={lane}>
            <text x={2} y={y + 13} style={LABEL}>
              {lane}
            </text>
            {spans
              .filter((span) => span.lane === lane)
              .map((span, at) => {
                const x = scale(span.start)
                const barWidth = Math.max(0.75, scale(span.end) - x)
                const name = span.label ?? spec.kinds[span.kind]?.label ?? span.kind
                return (
                  <g key={at}>
                    <title>{`${name}: ${numberText(span.start, 4)} to ${numberText(span.end, 4)} ${spec.unit}`}</title>
                    <Bar x={x} y={y + 19} width={barWidth} look={lookOfKind(spec, span.kind)} />
                  </g>
                )
              })}
          </g>
        )
      })}
    </svg>
  )
}
