import type { ReactNode } from 'react'
import type { FigureSpec } from '#lib/experiments/runtime/contract.ts'
import type { FigureData } from '#lib/experiments/runtime/result.ts'
import { DataTable } from './data-table.tsx'
import { ImagePlot } from './image-plot.tsx'
import { linesGeometry, plotOf } from './lines-geometry.ts'
import { LinesPlot } from './lines-plot.tsx'
import { TimelinePlot } from './timeline-plot.tsx'

/** Drawn before it is known how wide the column is: once for a phone, once for more; the column's width picks one. */
function AtBothWidths({ draw }: { draw: (width: number) => ReactNode }) {
  return (
    <div className="@container">
      <div className="@lg:hidden">{draw(340)}</div>
      <div className="hidden @lg:block">{draw(660)}</div>
    </div>
  )
}

/** A figure as the server draws it: complete, without anything that moves. */
export function DrawnFigure({ spec, data }: { spec: FigureSpec; data: FigureData }) {
  if (spec.kind === 'lines' && data.kind === 'lines') {
    const plot = plotOf(spec, data)
    const draw = (width: number) => <LinesPlot plot={plot} geometry={linesGeometry(plot, width)} title={spec.title} />
    return <AtBothWidths draw={draw} />
  }
  if (spec.kind === 'timeline' && data.kind === 'timeline') {
    const draw = (width: number) => <TimelinePlot spec={spec} spans={data.spans} width={width} />
    return <AtBothWidths draw={draw} />
  }
  if (spec.kind === 'table' && data.kind === 'table') return <DataTable spec={spec} rows={data.rows} />
  if (spec.kind === 'image' && data.kind === 'image') return <ImagePlot title={spec.title} {...data} />
  return null
}
