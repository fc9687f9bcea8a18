import { readDiskResult } from '#lib/experiments/runs/stored-run.ts'
import type { LabAssets, LabEntry } from '#lib/experiments/runtime/lab.ts'
import { renderInline } from '#lib/markdown/render-inline.ts'
import type { ExperimentData } from './experiment-data.ts'

/** An experiment that lies on disk, as everybody may read it: its texts set, on the server. */
export function presentEntry(entry: LabEntry, assets: LabAssets): ExperimentData {
  const claims = Object.entries(entry.description.claims).map(
    ([name, { statement, measure }]) =>
      [
        name,
        { statement: renderInline(statement, { typeset: true }), measure: renderInline(measure, { typeset: true }) },
      ] as const,
  )
  const { explanation: _explanation, quick: _quick, ...description } = entry.description
  return {
    slug: entry.slug,
    description,
    claims: Object.fromEntries(claims),
    code: { address: entry.url, codeVersion: entry.codeVersion },
    assets,
    shown: entry.result && { result: readDiskResult(entry.result), from: 'disk' },
    href: `/experiments/${entry.slug}`,
    embedPath: `/embed/experiments/${entry.slug}`,
  }
}
