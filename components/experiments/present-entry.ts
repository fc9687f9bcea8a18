import { type Rendered, renderMarkdown } from '#lib/markdown/render.ts'
import { renderInline } from '#lib/markdown/render-inline.ts'
import type { LabAssets, LabEntry } from '#lib/gpu/lab.ts'
import type { ExperimentData } from './experiment-data.ts'

/** An experiment that lies on disk, as everybody may read it: set on the server. */
export function presentEntry(entry: LabEntry, assets: LabAssets): { data: ExperimentData; explanation: Rendered } {
  const claims = Object.entries(entry.description.claims).map(
    ([name, { statement, measure }]) =>
      [name, { statement: renderInline(statement), measure: renderInline(measure) }] as const,
  )
  const data: ExperimentData = {
    slug: entry.slug,
    description: entry.description,
    claims: Object.fromEntries(claims),
    code: { address: entry.url, codeVersion: entry.codeVersion },
    assets,
    shown: entry.result && { result: entry.result, from: 'disk' },
    href: `/experiments/${entry.slug}`,
    embedPath: `/embed/experiments/${entry.slug}`,
  }
  return { data, explanation: renderMarkdown(entry.explanation) }
}
