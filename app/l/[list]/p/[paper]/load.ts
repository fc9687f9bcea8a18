import { requireAccess } from '#lib/web/list-access.ts'
import { cache } from 'react'
import { getPaper } from '#lib/papers/paper-queries.ts'
import { forPage } from '#lib/web/page.ts'

export type PaperParams = { params: Promise<{ list: string; paper: string }> }

/** What every page of a paper starts from, read once per request. `path`: of the page, below the paper's own. */
export const loadPaper = cache(async (slug: string, paperId: string, path: string) => {
  const access = await requireAccess(slug, `/l/${slug}/p/${paperId}${path}`)
  const paper = await forPage(getPaper(access, paperId))
  return { access, list: access.list, paper }
})
