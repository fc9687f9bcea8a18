import type { ListAccess } from '#lib/access/list-access.ts'
import type { Outline } from './outline.ts'
import { unsafeOutline } from './queries.ts'

/** The sections, for the page that changes them. @throws AppError not_found, forbidden for those who may not. */
export async function getEditableOutline(access: ListAccess): Promise<Outline> {
  const list = access.require('section.edit')
  return unsafeOutline(list.id, list.contents)
}
