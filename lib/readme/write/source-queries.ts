import { RevisionCache } from '#lib/lists/revision-cache.ts'
import { prisma } from '#prisma/client.ts'

const sources = new RevisionCache<boolean>(5000)

/**
 * Whether an export rewrites a text that was imported; else it is written from nothing. Unsafe: asks
 * no actor; for a page that has read the list.
 */
export function unsafeHasSource(list: { id: string; contents: number }): Promise<boolean> {
  return sources.get(list.id, list.contents, 'source', async () => {
    const count = await prisma().sourceRevision.count({ where: { listId: list.id, undoneAt: null } })
    return count > 0
  })
}
