import { LRUCache } from 'lru-cache'
import { unsafeGetAsset, unsafeListAssetPaths } from '#lib/assets/queries.ts'
import { notFound } from '#lib/errors.ts'
import { findSection, flattenOutline } from '#lib/lists/outline.ts'
import { unsafeOutline } from '#lib/lists/queries.ts'
import { renderEach } from '#lib/markdown/render.ts'
import { prisma } from '#prisma/client.ts'
import type { ShareAccess } from './queries.ts'

/** What was answered before, by share, revision of its list, and figure. */
const known = new LRUCache<string, boolean>({ max: 5000 })

/** Where the papers of the share stand. */
async function placementsInScope(share: ShareAccess) {
  const visible = { removalId: null, section: { removalId: null } }
  if (share.scope === 'LIST') return visible
  if (share.scope === 'PAPER') return { ...visible, paperId: share.paperId ?? '' }
  const section = findSection(await unsafeOutline(share.listId, share.contents), share.sectionId ?? '')
  return { ...visible, sectionId: { in: section ? flattenOutline([section]).map(({ id }) => id) : [] } }
}

/** However a text escapes a file's name, the longest run of plain letters and digits in it stays as it is. */
function plainPart(path: string): string {
  const runs = (path.split('/').at(-1) ?? path).match(/[A-Za-z0-9]+/g) ?? ['']
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest))
}

const BATCH = 100

/** Whether a note that the share shows has this figure in it, exactly as the page would render it. */
async function isShownInScope(share: ShareAccess, sha256: string): Promise<boolean> {
  const paths = await unsafeListAssetPaths(share.listId)
  const names = [...paths].flatMap(([path, asset]) => (asset.sha256 === sha256 ? [plainPart(path)] : []))
  if (names.length === 0) return false
  const placed = await placementsInScope(share)
  for (let after = ''; ;) {
    const notes = await prisma().note.findMany({
      where: {
        id: { gt: after },
        paper: { listId: share.listId, placements: { some: placed } },
        OR: names.map((name) => ({ text: { contains: name } })),
      },
      select: { id: true, text: true },
      orderBy: { id: 'asc' },
      take: BATCH,
    })
    const texts = notes.map(({ text }) => text)
    const rendered = await renderEach(texts, { images: { paths, base: '' } })
    if (rendered.some(({ html }) => html.includes(`"/assets/${sha256}"`))) return true
    const last = notes.at(-1)
    if (!last || notes.length < BATCH) return false
    after = last.id
  }
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
