import { cache } from 'react'
import type { ListAccess } from '#lib/access/list-access.ts'
import { openList } from '#lib/access/open-list.ts'
import { forPage } from './page.ts'
import { currentActor, requireActor } from './session.ts'

/** The list of a page, opened for the one who asks: once per request, by the layout, its metadata and the page alike. */
export const pageAccess = cache(async (slug: string): Promise<ListAccess> =>
  forPage(openList(await currentActor(), { slug })),
)

/** The same for a page of signed-in people: a stranger is sent to sign in and comes back to `path`. */
export async function requireAccess(slug: string, path: string): Promise<ListAccess> {
  await requireActor(path)
  return pageAccess(slug)
}
