import type { ShownResult } from '#lib/experiments/authored/schema.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import { DrawnFigure } from '../figures/drawn-figure.tsx'
import { ResultSource } from '../panel/result-source.tsx'
import type { Saving } from '../panel/save-run.tsx'
import { VerdictSummary } from '../verdicts/verdict-summary.tsx'
import { RunHere } from './run-here.tsx'

export type PreviewedExperiment = {
  href: string
  description: Omit<ExperimentDescription, 'explanation' | 'quick'>
  shown: ShownResult | null
}

/** The experiments about a paper, on its page: the question, what came out, one figure, and a way to run it there. */
export function PaperExperiments({
  experiments,
  saving = null,
}: {
  experiments: readonly PreviewedExperiment[]
  saving?: Saving | null
}) {
  return (
    <div className="grid gap-12">
      {experiments.map(({ href, description, shown }) => {
        const [first] = Object.entries(description.figures).filter(([, spec]) => spec.kind !== 'table')
        const data = first && shown?.result.figures[first[0]]
        return (
          <article key={href} className="grid min-w-0 gap-4">
            <header>
              <h3 className="font-serif text-xl leading-snug font-semibold">
                <a href={href} className="link text-ink">
                  {description.title}
                </a>
              </h3>
              <p className="mt-1 max-w-measure text-muted">{description.question}</p>
            </header>
            <RunHere href={href} title={description.title} saving={saving}>
              {shown && (
                <div className="grid gap-3">
                  <VerdictSummary verdicts={shown.result.verdicts} />
                  <ResultSource origin={shown.from} result={shown.result} description={description} />
                  {first && data && (
                    <figure className="min-w-0">
                      <figcaption className="mb-2 text-sm font-semibold">{first[1].title}</figcaption>
                      <DrawnFigure spec={first[1]} data={data} />
                    </figure>
                  )}
                </div>
              )}
            </RunHere>
          </article>
        )
      })}
    </div>
  )
}
