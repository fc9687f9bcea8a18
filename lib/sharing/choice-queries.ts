import type { ListAccess } from '#lib/access/list-access.ts'
import { isAppError } from '#lib/errors.ts'
import { flattenOutline } from '#lib/lists/outline.ts'
import { unsafeOutline } from '#lib/lists/queries.ts'
import { unsafeGetPaper } from '#lib/papers/paper-queries.ts'
import { unsafeListPapers } from '#lib/papers/queries.ts'
import { parseListView } from '#lib/papers/view/view.ts'

export type ShareChoices = {
  sections: { id: string; title: string; depth: number }[]
  paper: { id: string; title: string } | null
  /** Null where nothing was looked for. */
  found: { id: string; title: string }[] | null
}

/** The paper with this id, null where it is not (or no longer) of the list. */
async function findPaper(listId: string, paperId: string): Promise<ShareChoices['paper']> {
  try {
    const { id, title } = await unsafeGetPaper(listId, paperId)
    return { id, title }
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null
    throw error
  }
}

/**
 * What a member may choose from when making a link: the sections, the paper they came from, the
 * papers that match `find`.
 * @throws AppError not_found, forbidden.
 */
export async function getShareChoices(
  access: ListAccess,
  wanted: { paperId: string; find: string },
): Promise<ShareChoices> {
  const list = access.require('share.create')
  const view = parseListView({ q: wanted.find })
  const [outline, paper, page] = await Promise.all([
    unsafeOutline(list.id, list.contents),
    wanted.paperId ? findPaper(list.id, wanted.paperId) : null,
    wanted.find ? unsafeListPapers(list.id, list.contents, view) : null,
  ])
  return {
    sections: flattenOutline(outline).map(({ id, title, depth }) => ({ id, title, depth })),
    paper,
    found: page && page.rows.map(({ id, title }) => ({ id, title })),
  }
}
