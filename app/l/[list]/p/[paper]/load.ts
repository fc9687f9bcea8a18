import { cache } from 'react'
import { getPaper } from '#lib/papers/paper-queries.ts'
import { currentListHeader } from '#lib/web/list-header.ts'
import { forPage } from '#lib/web/page.ts'
import { requireActor } from '#lib/web/session.ts'

export type PaperParams = { params: Promise<{ list: string; paper: string }> }

/** What every page of a paper starts from, read once per request. `path`: of the page, below the paper's own. */
export const loadPaper = cache(async (slug: string, paperId: string, path: string) => {
  const actor = await requireActor(`/l/${slug}/p/${paperId}${path}`)
  const [list, paper] = await forPage(Promise.all([currentListHeader(slug), getPaper(actor, slug, paperId)]))
  return { actor, list, paper }
})
