import type { ListAccess } from '#lib/access/list-access.ts'
import { flattenOutline } from '#lib/lists/outline.ts'
import { unsafeOutline } from '#lib/lists/queries.ts'
import { formValues } from './fields/form-values.ts'
import { unsafeGetPaper } from './paper-queries.ts'
import type { PaperFormValues } from './schema.ts'

/** A paper as its form starts. @throws AppError not_found, forbidden for those who may not edit it. */
export async function getPaperForm(
  access: ListAccess,
  paperId: string,
): Promise<{ values: PaperFormValues; version: number }> {
  const list = access.require('paper.edit')
  const paper = await unsafeGetPaper(list.id, paperId)
  return { values: formValues(paper), version: paper.version }
}

/** The sections that a new paper can go into, in order. @throws AppError not_found, forbidden. */
export async function listSectionChoices(access: ListAccess): Promise<{ id: string; title: string; depth: number }[]> {
  const list = access.require('paper.add')
  const sections = flattenOutline(await unsafeOutline(list.id, list.contents))
  return sections.map(({ id, title, depth }) => ({ id, title, depth }))
}
