import { renderInline } from '#lib/markdown/render-inline.ts'
import { type Macros, renderMarkdown } from '#lib/markdown/render.ts'
import type { ExperimentDescription } from '#lib/gpu/description.ts'
import type { LabAssets, LabEntry } from '#lib/gpu/lab.ts'
import type { RunResult } from '#lib/gpu/result.ts'
import type { ExperimentData } from './experiment-data.ts'

/** Sets an experiment's texts, on the server. `macros`: of the list in which it is read. */
export function presentExperiment(
  experiment: {
    slug: string
    description: ExperimentDescription
    explanation: string
    codeVersion: string
    codeUrl: string
    result: RunResult | null
  },
  place: { href: string; embedPath: string | null; assets: LabAssets; macros?: Macros },
): ExperimentData {
  const { macros = {} } = place
  const explanation = renderMarkdown(experiment.explanation, { macros })
  const claims = Object.entries(experiment.description.claims).map(
    ([name, { statement, measure }]) =>
      [name, { statement: renderInline(statement, { macros }), measure: renderInline(measure, { macros }) }] as const,
  )
  return {
    slug: experiment.slug,
    description: experiment.description,
    explanation,
    claims: Object.fromEntries(claims),
    hasMath: explanation.hasMath,
    codeVersion: experiment.codeVersion,
    codeUrl: experiment.codeUrl,
    assets: place.assets,
    result: experiment.result,
    href: place.href,
    embedPath: place.embedPath,
  }
}

/** One that lies on disk. `href`: the page on which it is shown. */
export function presentEntry(
  entry: LabEntry,
  place: { href: string; assets: LabAssets; macros?: Macros },
): ExperimentData {
  return presentExperiment(
    { ...entry, codeUrl: entry.url },
    { ...place, embedPath: `/embed/experiments/${entry.slug}` },
  )
}
