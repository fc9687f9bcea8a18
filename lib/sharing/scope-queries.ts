import { AppError, notFound } from '#lib/errors.ts'
import { type Outline, findSection, outlineWithin } from '#lib/lists/outline.ts'
import { unsafeOutline } from '#lib/lists/queries.ts'
import { unsafeGetPaper } from '#lib/papers/paper-queries.ts'
import type { StoredPaper } from '#lib/papers/schema.ts'
import { prisma } from '#prisma/client.ts'
import type { ShareAccess } from './queries.ts'

/** The last guard before anything is read: a link with a password shows nothing until it was given. */
export function requireUnlocked(share: ShareAccess): void {
  if (share.needsPassword) throw new AppError('unauthenticated', 'This page asks for a password.')
}

/** The sections within the share, removed ones left out; a shared section that was removed is not found. */
export async function sharedOutline(share: ShareAccess): Promise<Outline> {
  const outline = await unsafeOutline(share.listId, share.contents)
  if (share.scope === 'LIST') return outline
  const within = share.scope === 'SECTION' && share.sectionId ? outlineWithin(outline, share.sectionId) : []
  if (within.length === 0) throw notFound('page')
  return within
}

/**
 * The paper, if the share reaches it: in every list, section and paper outside of it, it is not there.
 * Its view and the way to its sections within the share.
 */
export async function requirePaperInScope(
  share: ShareAccess,
  paperId: string,
): Promise<{ paper: StoredPaper; outline: Outline }> {
  if (share.scope === 'PAPER') {
    if (share.paperId !== paperId) throw notFound('paper')
    return { paper: await unsafeGetPaper(share.listId, paperId), outline: [] }
  }
  const outline = await sharedOutline(share)
  const paper = await unsafeGetPaper(share.listId, paperId)
  if (!paper.placements.some(({ sectionId }) => findSection(outline, sectionId))) throw notFound('paper')
  return { paper, outline }
}

/** Those of the papers that the share reaches, by id. @param outline as requirePaperInScope gave it. */
export async function sharedPapers(
  share: ShareAccess,
  outline: Outline,
  about: readonly { paperId: string | null }[],
): Promise<Set<string>> {
  const ids = about.flatMap(({ paperId }) => paperId ?? [])
  if (share.scope === 'PAPER') return new Set(ids.filter((id) => id === share.paperId))
  if (ids.length === 0) return new Set()
  const places = await prisma().placement.findMany({
    where: { listId: share.listId, paperId: { in: ids }, removalId: null, section: { removalId: null } },
    select: { paperId: true, sectionId: true },
  })
  return new Set(places.filter((place) => findSection(outline, place.sectionId)).map(({ paperId }) => paperId))
}
