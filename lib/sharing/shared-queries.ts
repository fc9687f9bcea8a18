import { unsafeListThreads } from '#lib/discussion/queries.ts'
import { notFound } from '#lib/errors.ts'
import { placeFinder } from '#lib/experiments/resolve-queries.ts'
import { findSection, pathToSection } from '#lib/lists/outline.ts'
import { renderMarkdown } from '#lib/markdown/render.ts'
import { type CitedPaper, citationResolver } from '#lib/notes/citation.ts'
import { unsafeReferences } from '#lib/notes/render-queries.ts'
import { unsafeGetNote } from '#lib/notes/queries.ts'
import { unsafeListPapers } from '#lib/papers/queries.ts'
import type { ListView } from '#lib/papers/view/view.ts'
import { prisma } from '#prisma/client.ts'
import { sharedPreviews } from './experiment-queries.ts'
import {
  type PublicList,
  type PublicNote,
  type PublicPage,
  type PublicPaper,
  type PublicSection,
  type PublicThread,
  presentList,
  presentNote,
  presentPage,
  presentPaper,
  presentSection,
  presentThreads,
} from './present.ts'
import type { PublicExperimentPreview } from './present-experiment.ts'
import type { ShareAccess } from './queries.ts'
import { requirePaperInScope, requireUnlocked, sharedOutline, sharedPapers } from './scope-queries.ts'

async function readList(share: ShareAccess): Promise<PublicList> {
  const list = await prisma().list.findUnique({
    where: { id: share.listId },
    select: { title: true, description: true, visibility: true, katexMacros: true },
  })
  if (!list) throw notFound('page')
  return presentList(list, { isWhole: share.scope === 'LIST' })
}

export type SharedHead = {
  list: PublicList
  /** The section that was shared; null for a whole list or a paper. */
  section: PublicSection | null
}

/**
 * What stands above every page of the share.
 * @throws AppError not_found, unauthenticated where the password is still to be given.
 */
export async function getSharedHead(share: ShareAccess): Promise<SharedHead> {
  requireUnlocked(share)
  const list = await readList(share)
  const [section] = share.scope === 'SECTION' ? await sharedOutline(share) : []
  return { list, section: section ? presentSection(section) : null }
}

export type SharedView = { outline: PublicSection[]; page: PublicPage }

/**
 * One page of a shared list or section. Notes that are not shared are not searched either.
 * @throws AppError not_found for a section outside of the share, unauthenticated.
 */
export async function getSharedView(share: ShareAccess, view: ListView): Promise<SharedView> {
  requireUnlocked(share)
  const outline = await sharedOutline(share)
  if (view.section && !findSection(outline, view.section)) throw notFound('section')
  const page = await unsafeListPapers(share.listId, share.contents, view, {
    includeNotes: share.includeNotes,
    ...(share.sectionId === null ? {} : { withinSectionId: share.sectionId }),
  })
  return { outline: outline.map(presentSection), page: presentPage(page, { includeNotes: share.includeNotes }) }
}

export type SharedPaper = {
  paper: PublicPaper
  /** Null where notes are not shared, or none was written. */
  note: PublicNote | null
  /** What the group says about it; null where comments are not shared. */
  threads: PublicThread[] | null
  /** Those on disk; those that the group wrote too, where notes are shared. */
  experiments: PublicExperimentPreview[]
}

/**
 * A paper within the share, with its note where notes are included, and what is said about it where
 * comments are.
 * @param base the share's own address, under which its figures are found.
 * @throws AppError not_found for any paper outside of the share, unauthenticated.
 */
export async function getSharedPaper(share: ShareAccess, paperId: string, base: string): Promise<SharedPaper> {
  requireUnlocked(share)
  const { paper, outline } = await requirePaperInScope(share, paperId)
  const note = share.includeNotes ? await unsafeGetNote(paper.id) : null
  const shown = presentPaper(paper, (sectionId) => {
    const path = pathToSection(outline, sectionId)
    return path.length === 0 ? null : path.map((section) => section.title)
  })
  const { macros } = await readList(share)
  const [threads, experiments] = await Promise.all([
    share.includeComments
      ? unsafeListThreads(paper.id, { userId: null, mayModerate: false, macros }).then(presentThreads)
      : null,
    sharedPreviews(share, paper),
  ])
  if (!note || note.text.trim() === '') return { paper: shown, note: null, threads, experiments }
  const { paths, cited, named } = await unsafeReferences(share.listId, share.contents, note.text)
  // A paper outside of the share is not named: its citation stays as it was written.
  const isShared = ({ id, sectionIds }: CitedPaper) =>
    share.scope === 'PAPER' ? id === paperId : sectionIds.some((sectionId) => findSection(outline, sectionId))
  const resolveCitation = citationResolver(cited, (each) => (isShared(each) ? `${base}/p/${each.id}` : null))
  const reached = await sharedPapers(share, outline, [...named.values()])
  const placeOf = placeFinder(named, ({ isOnDisk, paperId: about }) => {
    if (isOnDisk) return `${base}/p/${paper.id}`
    return about !== null && reached.has(about) ? `${base}/p/${about}` : null
  })
  const rendered = await renderMarkdown(note.text, { macros, images: { paths, base }, resolveCitation, placeOf })
  return { paper: shown, note: presentNote(rendered), threads, experiments }
}
