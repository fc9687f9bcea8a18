import type { ListAccess } from '#lib/access/list-access.ts'
import { notFound } from '#lib/errors.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { pathToSection } from '#lib/lists/outline.ts'
import { unsafeOutline } from '#lib/lists/queries.ts'
import type { Author, IdentifierScheme, LinkKind, PaperView, StoredPaper } from './schema.ts'

const VISIBLE = { removalId: null, section: { removalId: null } } as const

/** Papers that an access has looked at: asked once a request, whoever needs them. */
const looked = new WeakMap<ListAccess, Map<string, Promise<StoredPaper>>>()

function paperOf(access: ListAccess, paperId: string): Promise<StoredPaper> {
  const known = looked.get(access) ?? new Map<string, Promise<StoredPaper>>()
  looked.set(access, known)
  const found = known.get(paperId) ?? unsafeGetPaper(access.list.id, paperId)
  known.set(paperId, found)
  return found
}

/** @throws AppError not_found where the paper is not (or no longer) in the list. */
export async function getPaper(access: ListAccess, paperId: string): Promise<PaperView> {
  const list = access.require('paper.read')
  const [paper, outline] = await Promise.all([paperOf(access, paperId), unsafeOutline(list.id, list.contents)])
  const pathOf = (sectionId: string) => pathToSection(outline, sectionId).map(({ title }) => title)
  return {
    ...paper,
    placements: paper.placements.map((placement) => ({ ...placement, path: pathOf(placement.sectionId) })),
  }
}

/** The paper's identifiers. @throws AppError not_found where it is not in the list. */
export async function getIdentifiers(access: ListAccess, paperId: string): Promise<StoredPaper['identifiers']> {
  access.require('paper.read')
  return (await paperOf(access, paperId)).identifiers
}

/** Makes sure that the paper stands somewhere in the list. @throws AppError not_found. */
export async function requirePaper(access: ListAccess, paperId: string): Promise<void> {
  access.require('paper.read')
  await paperOf(access, paperId)
}

/**
 * The paper with all that is stored of it. Unsafe: asks nobody; for the queries of doors that have decided
 * themselves what may be seen (getPaper, a share link).
 * @throws AppError not_found where the paper stands nowhere in the list.
 */
export async function unsafeGetPaper(listId: string, paperId: string, db: Db = prisma()): Promise<StoredPaper> {
  const paper = await db.paper.findFirst({
    where: { id: paperId, listId, placements: { some: VISIBLE } },
    select: {
      id: true,
      title: true,
      authors: true,
      authorsTruncated: true,
      venue: true,
      year: true,
      abstract: true,
      version: true,
      createdAt: true,
      updatedAt: true,
      links: { select: { kind: true, url: true, label: true }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
      identifiers: { select: { scheme: true, value: true }, orderBy: [{ scheme: 'asc' }, { value: 'asc' }] },
      placements: { where: VISIBLE, select: { id: true, sectionId: true }, orderBy: { id: 'asc' } },
    },
  })
  if (!paper) throw notFound('paper')
  return {
    ...paper,
    authors: paper.authors as unknown as Author[],
    links: paper.links.map((link) => ({ ...link, kind: link.kind as LinkKind })),
    identifiers: paper.identifiers.map((found) => ({ ...found, scheme: found.scheme as IdentifierScheme })),
  }
}

/**
 * Makes sure that the paper stands somewhere in the list. Unsafe: for commands and queries that have
 * opened the list and know the paper only by an id that came from outside.
 * @throws AppError not_found.
 */
export async function unsafeRequirePaper(listId: string, paperId: string, db: Db = prisma()): Promise<void> {
  const where = { id: paperId, listId, placements: { some: VISIBLE } }
  if (!(await db.paper.findFirst({ where, select: { id: true } }))) throw notFound('paper')
}
