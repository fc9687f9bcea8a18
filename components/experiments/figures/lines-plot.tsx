import type { ReactNode } from 'react'
import type { LegendEntry, LinesGeometry, Plot } from './lines-geometry.ts'
import { MarkerShape } from './marker-shape.tsx'
import { SvgLabel } from './svg-label.tsx'
import { AXIS, GRID, INK, LABEL } from './svg-style.ts'

function Key({ entry }: { entry: LegendEntry }) {
  const { look, x, y, label, marks } = entry
  return (
    <g>
      {marks !== 'points' && (
        <line
          x1={x}
          x2={x + 26}
          y1={y - 4}
          y2={y - 4}
          style={{ stroke: look.color, strokeWidth: 2, ...(look.dash ? { strokeDasharray: look.dash } : {}) }}
        />
      )}
      <MarkerShape marker={look.marker} x={x + 13} y={y - 4} color={look.color} />
      <text x={x + 32} y={y} style={INK}>
        <SvgLabel text={label} />
      </text>
    </g>
  )
}

/** What the figure shows, in words, for those who do not see it. */
export function describePlot(plot: Plot): string {
  const series = plot.series.map(({ label, points }) =>
    points.length === 0 ? `${label}: nothing yet` : `${label}: ${points.length} points`,
  )
  return `${plot.y.label} over ${plot.x.label}. ${series.join('; ')}.`
}

/** A figure of lines or points, drawn. Without state, so that the server draws it as the browser does. */
export function LinesPlot({
  plot,
  geometry,
  title,
  children,
}: {
  plot: Plot
  geometry: LinesGeometry
  title: string
  /** What lies over the drawing: the cursor. */
  children?: ReactNode
}) {
  const { width, height, left, right, top, bottom, x, y, series, legend } = geometry
  const isEmpty = series.every(({ path, markers }) => path === null && markers.length === 0)
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`${title}. ${describePlot(plot)}`}
      style={{ display: 'block', maxWidth: '100%', height: 'auto' }}
    >
      {legend.map((entry, at) => (
        <Key key={at} entry={entry} />
      ))}
      <text x={0} y={top - 10} style={LABEL}>
        <SvgLabel text={plot.y.label} />
      </text>
      {y.ticks.map((tick) => (
        <g key={tick.value}>
          <line x1={left} x2={right} y1={tick.at} y2={tick.at} style={GRID} />
          <text x={left - 7} y={tick.at + 4} textAnchor="end" style={LABEL}>
            {tick.label}
          </text>
        </g>
      ))}
      <line x1={left} x2={right} y1={bottom} y2={bottom} style={AXIS} />
      {x.ticks.map((tick) => (
        <g key={tick.value}>
          <line x1={tick.at} x2={tick.at} y1={bottom} y2={bottom + 4} style={AXIS} />
          <text x={tick.at} y={bottom + 18} textAnchor={tick.at > right - 12 ? 'end' : 'middle'} style={LABEL}>
            {tick.label}
          </text>
        </g>
      ))}
      <text x={right} y={bottom + 37} textAnchor="end" style={LABEL}>
        <SvgLabel text={plot.x.label} />
      </text>
      {series.map(
        ({ path, look }, at) =>
          path && (
            <path
              key={at}
              d={path}
              style={{
                fill: 'none',
                stroke: look.color,
                strokeWidth: 1.75,
                strokeLinejoin: 'round',
                ...(look.dash ? { strokeDasharray: look.dash } : {}),
              }}
            />
          ),
      )}
      {series.map(({ markers, look }, at) =>
        markers.map((point, index) => (
          <MarkerShape key={`${at}-${index}`} marker={look.marker} x={point[0]} y={point[1]} color={look.color} />
        )),
      )}
      {isEmpty && (
        <text x={(left + right) / 2} y={(top + bottom) / 2} textAnchor="middle" style={LABEL}>
          No points yet
        </text>
      )}
      {children}
    </svg>
  )
}
