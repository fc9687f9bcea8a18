import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import type { RunResult } from '#lib/experiments/runtime/result.ts'
import { linesGeometry, plotOf } from '../figures/lines-geometry.ts'
import { LinesPlot } from '../figures/lines-plot.tsx'
import { TimelinePlot } from '../figures/timeline-plot.tsx'

const WIDTH = 340

/** The first drawing of a result, small; nothing where it has none. */
export function Thumbnail({ description, result }: { description: ExperimentDescription; result: RunResult | null }) {
  for (const [name, spec] of Object.entries(description.figures)) {
    const data = result?.figures[name]
    if (spec.kind === 'lines' && data?.kind === 'lines') {
      const plot = plotOf(spec, data)
      return <LinesPlot plot={plot} geometry={linesGeometry(plot, WIDTH)} title={spec.title} />
    }
    if (spec.kind === 'timeline' && data?.kind === 'timeline')
      return <TimelinePlot spec={spec} spans={data.spans} width={WIDTH} />
  }
  return null
}
