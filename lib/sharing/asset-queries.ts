import { LRUCache } from 'lru-cache'
import { unsafeGetAsset, unsafeListAssetPaths } from '#lib/assets/queries.ts'
import { imageResolver } from '#lib/assets/resolve.ts'
import { notFound } from '#lib/errors.ts'
import { findSection, flattenOutline } from '#lib/lists/outline.ts'
import { unsafeOutline } from '#lib/lists/queries.ts'
import { renderMarkdown } from '#lib/markdown/render.ts'
import { prisma } from '#prisma/client.ts'
import type { ShareAccess } from './queries.ts'

/** What was answered before, by share, revision of its list, and figure. */
const known = new LRUCache<string, boolean>({ max: 5000 })

/** Where the papers of the share stand. */
async function placementsInScope(share: ShareAccess) {
  const visible = { removalId: null, section: { removalId: null } }
  if (share.scope === 'LIST') return visible
  if (share.scope === 'PAPER') return { ...visible, paperId: share.paperId ?? '' }
  const section = findSection(await unsafeOutline(share.listId, share.revision), share.sectionId ?? '')
  return { ...visible, sectionId: { in: section ? flattenOutline([section]).map(({ id }) => id) : [] } }
}

/** Whether a note that the share shows has this figure in it, exactly as the page would render it. */
async function isShownInScope(share: ShareAccess, sha256: string): Promise<boolean> {
  const paths = await unsafeListAssetPaths(share.listId)
  const names = [...paths].flatMap(([path, asset]) => (asset.sha256 === sha256 ? [path.split('/').at(-1) ?? path] : []))
  if (names.length === 0) return false
  const spellings = [...new Set(names.flatMap((name) => [name, encodeURI(name), encodeURIComponent(name)]))]
  const notes = await prisma().note.findMany({
    where: {
      paper: { listId: share.listId, placements: { some: await placementsInScope(share) } },
      OR: spellings.map((spelling) => ({ text: { contains: spelling } })),
    },
    select: { text: true },
  })
  const resolveImage = imageResolver(paths, '')
  return notes.some(({ text }) => renderMarkdown(text, { resolveImage }).html.includes(`"/assets/${sha256}"`))
}

/**
 * A figure of a shared note.
 * @throws AppError not_found unless notes are shared and one of those shown has the figure in it.
 */
export async function getSharedAsset(share: ShareAccess, sha256: string): ReturnType<typeof unsafeGetAsset> {
  if (share.needsPassword || !share.includeNotes) throw notFound('figure')
  const key = `${share.id} ${share.revision} ${sha256}`
  const isShown = known.get(key) ?? (await isShownInScope(share, sha256))
  known.set(key, isShown)
  if (!isShown) throw notFound('figure')
  return unsafeGetAsset(share.listId, sha256)
}
