import type { Actor } from '#lib/access/roles.ts'
import type { Outline } from './outline.ts'
import { unsafeOutline } from './queries.ts'
import { requireList } from '#lib/access/open-list.ts'

/** The sections, for the page that changes them. @throws AppError not_found, forbidden for those who may not. */
export async function getEditableOutline(actor: Actor, listSlug: string): Promise<Outline> {
  const list = await requireList(actor, { slug: listSlug }, 'section.edit')
  return unsafeOutline(list.id, list.revision)
}
