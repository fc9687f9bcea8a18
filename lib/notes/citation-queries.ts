import type { ListAccess } from '#lib/access/list-access.ts'
import { formatAuthors } from '#lib/papers/fields/authors.ts'
import { getIdentifiers } from '#lib/papers/paper-queries.ts'
import { unsafeListPapers } from '#lib/papers/queries.ts'
import { FIRST_VIEW } from '#lib/papers/view/view.ts'
import { authorSchema } from '#lib/papers/schema.ts'
import { prisma } from '#prisma/client.ts'
import { z } from 'zod'
import { type Citable, type CitedPaper, type CitingNote, citationKey, citationKeys } from './citation.ts'

const MOST_OFFERED = 8
const standing = { removalId: null, section: { removalId: null } }
const authorsSchema = z.array(authorSchema)

/** Papers of the list that a note may cite, the best matches first; of an empty query the first ones. @throws AppError not_found. */
export async function searchCitable(access: ListAccess, query: string): Promise<Citable[]> {
  const list = access.require('list.read')
  const { rows } = await unsafeListPapers(list.id, list.contents, { ...FIRST_VIEW, q: query.slice(0, 200) })
  return rows.slice(0, MOST_OFFERED).map((row) => ({
    key: citationKey(row),
    title: row.title,
    authors: formatAuthors(row.authors, row.authorsTruncated, 2),
    year: row.year,
  }))
}

/**
 * The papers of a list behind citation keys; a key that names none is missing. Unsafe: asks nobody; for
 * callers that have checked the list or the share themselves.
 */
export async function unsafeCitedPapers(listId: string, keys: readonly string[]): Promise<Map<string, CitedPaper>> {
  const wanted = keys.slice(0, 500).map((key) => {
    const at = key.indexOf(':')
    return { key, scheme: key.slice(0, at), value: key.slice(at + 1) }
  })
  const ids = wanted.filter(({ scheme }) => scheme === 'paper').map(({ value }) => value)
  const identifiers = wanted.filter(({ scheme }) => scheme !== 'paper').map(({ scheme, value }) => ({ scheme, value }))
  if (wanted.length === 0) return new Map()
  const papers = await prisma().paper.findMany({
    where: {
      listId,
      placements: { some: standing },
      OR: [{ id: { in: ids } }, { identifiers: { some: { OR: identifiers } } }],
    },
    select: {
      id: true,
      title: true,
      authors: true,
      authorsTruncated: true,
      venue: true,
      year: true,
      identifiers: { select: { scheme: true, value: true } },
      placements: { where: standing, select: { sectionId: true } },
    },
  })
  const found = new Map<string, CitedPaper>()
  for (const { key, scheme, value } of wanted) {
    const paper = papers.find((each) =>
      scheme === 'paper'
        ? each.id === value
        : each.identifiers.some((identifier) => identifier.scheme === scheme && identifier.value === value),
    )
    if (!paper) continue
    const { id, title, venue, year } = paper
    const authors = formatAuthors(authorsSchema.parse(paper.authors), paper.authorsTruncated, 3)
    found.set(key, { id, title, venue, year, authors, sectionIds: paper.placements.map(({ sectionId }) => sectionId) })
  }
  return found
}

/** The notes of a list that cite a paper, by the papers that they are about. @throws AppError not_found. */
export async function listCitingNotes(access: ListAccess, paperId: string): Promise<CitingNote[]> {
  const list = access.require('note.read')
  const identifiers = await getIdentifiers(access, paperId)
  const notes = await prisma().note.findMany({
    where: {
      citations: { hasSome: citationKeys({ id: paperId, identifiers }) },
      paper: { listId: list.id, id: { not: paperId }, placements: { some: standing } },
    },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    take: 100,
    select: { paper: { select: { id: true, title: true } } },
  })
  return notes.map(({ paper: { id, title } }) => ({ paperId: id, title }))
}
