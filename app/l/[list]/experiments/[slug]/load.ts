import { requireAccess } from '#lib/web/list-access.ts'
import { cache } from 'react'
import type { ExperimentData } from '#components/experiments/experiment-data.ts'
import { labAssets } from '#lib/experiments/catalogue.ts'
import { experimentHref } from '#lib/experiments/address.ts'
import { getExperiment } from '#lib/experiments/queries.ts'
import type { ExperimentView } from '#lib/experiments/authored/schema.ts'
import { forPage } from '#lib/web/page.ts'

export type ExperimentParams = { params: Promise<{ list: string; slug: string }> }

/** What is sent to the browser of an experiment in a list. */
export function presentView(list: string, view: ExperimentView): ExperimentData {
  const { slug, claims, code, shown } = view
  const { explanation: _explanation, quick: _quick, ...description } = view.description
  return {
    slug,
    description,
    claims,
    code,
    assets: labAssets(),
    shown,
    href: experimentHref(`/l/${list}`, slug),
    embedPath: view.isOnDisk ? `/embed/experiments/${slug}` : null,
  }
}

/** What every page of an experiment in a list starts from, read once per request. `path`: of the page, below the experiment's own. */
export const loadExperiment = cache(async (list: string, slug: string, path: string) => {
  const access = await requireAccess(list, experimentHref(`/l/${list}`, slug) + path)
  const view = await forPage(getExperiment(access, slug))
  return { access, view, data: presentView(list, view) }
})
