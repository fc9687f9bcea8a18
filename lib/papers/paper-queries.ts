import type { ListAccess } from '#lib/access/list-access.ts'
import { notFound } from '#lib/errors.ts'
import { type Db, prisma } from '#prisma/client.ts'
import type { Author, IdentifierScheme, LinkKind, PaperView } from './schema.ts'

const VISIBLE = { removalId: null, section: { removalId: null } } as const

/** @throws AppError not_found where the actor may not see the list, or the paper is not (or no longer) in it. */
export async function getPaper(access: ListAccess, paperId: string): Promise<PaperView> {
  const list = access.require('paper.read')
  return unsafeGetPaper(list.id, paperId)
}

/**
 * The paper as its page shows it. Unsafe: asks nobody; for the queries of doors that have decided
 * themselves what may be seen (getPaper, a share link).
 * @throws AppError not_found where the paper stands nowhere in the list.
 */
export async function unsafeGetPaper(listId: string, paperId: string, db: Db = prisma()): Promise<PaperView> {
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
  const paths = await sectionPaths(
    db,
    paper.placements.map((placement) => placement.sectionId),
  )
  return {
    ...paper,
    authors: paper.authors as unknown as Author[],
    links: paper.links.map((link) => ({ ...link, kind: link.kind as LinkKind })),
    identifiers: paper.identifiers.map((found) => ({ ...found, scheme: found.scheme as IdentifierScheme })),
    placements: paper.placements.map((placement) => ({ ...placement, path: paths.get(placement.sectionId) ?? [] })),
  }
}

/** The titles from the root down to each of the sections. */
async function sectionPaths(db: Db, sectionIds: string[]): Promise<Map<string, string[]>> {
  const rows = await db.$queryRaw<{ leaf: string; titles: string[] }[]>`
    WITH RECURSIVE up AS (
      SELECT "id" AS leaf, "parentId", "title", 0 AS depth FROM "Section" WHERE "id" = ANY(${sectionIds}::text[])
      UNION ALL
      SELECT up.leaf, parent."parentId", parent."title", up.depth + 1
      FROM up JOIN "Section" parent ON parent."id" = up."parentId" WHERE up.depth < 50
    )
    SELECT leaf, array_agg("title" ORDER BY depth DESC) AS titles FROM up GROUP BY leaf`
  return new Map(rows.map((row) => [row.leaf, row.titles]))
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
