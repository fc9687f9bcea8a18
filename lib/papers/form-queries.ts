import type { Actor } from '#lib/access/roles.ts'
import { flattenOutline } from '#lib/lists/outline.ts'
import { unsafeOutline } from '#lib/lists/queries.ts'
import { requireList } from '#lib/access/open-list.ts'
import { formValues } from './fields/form-values.ts'
import { unsafeGetPaper } from './paper-queries.ts'
import type { PaperFormValues } from './schema.ts'

/** A paper as its form starts. @throws AppError not_found, forbidden for those who may not edit it. */
export async function getPaperForm(
  actor: Actor,
  listSlug: string,
  paperId: string,
): Promise<{ values: PaperFormValues; version: number }> {
  const list = await requireList(actor, { slug: listSlug }, 'paper.edit')
  const paper = await unsafeGetPaper(list.id, paperId)
  return { values: formValues(paper), version: paper.version }
}

/** The sections that a new paper can go into, in order. @throws AppError not_found, forbidden. */
export async function listSectionChoices(
  actor: Actor,
  listSlug: string,
): Promise<{ id: string; title: string; depth: number }[]> {
  const list = await requireList(actor, { slug: listSlug }, 'paper.add')
  const sections = flattenOutline(await unsafeOutline(list.id, list.revision))
  return sections.map(({ id, title, depth }) => ({ id, title, depth }))
}
