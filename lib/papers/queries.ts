import type { ListAccess } from '#lib/access/list-access.ts'
import { type Outline, flattenOutline, outlineWithin } from '#lib/lists/outline.ts'
import { unsafeOutline } from '#lib/lists/queries.ts'
import type { ListHeader } from '#lib/access/list-header.ts'
import { type Cursor, decodeCursor, encodeCursor } from './view/cursor.ts'
import { type Facets, unsafeCountMatches, unsafeReadFacets } from './view/facet-queries.ts'
import type { Filter } from './view/filter-queries.ts'
import { unsafeReadListOrder } from './view/list-order-queries.ts'
import type { KeyedRow } from './view/row-queries.ts'
import type { PaperCard } from './schema.ts'
import { unsafeReadRelevance } from './view/search-queries.ts'
import { unsafeReadSorted } from './view/sorted-queries.ts'
import type { ListView } from './view/view.ts'

export const PAGE_SIZE = 50

export type PaperPage = {
  rows: PaperCard[]
  /** Null on the last page. */
  nextCursor: string | null
  /** How many papers the view finds, each counted once. */
  total: number | null
  /** How many there are without the view's filters. */
  of: number
  /** The section where the page before ended; null on a first page and in orders that ignore sections. */
  afterSectionId: string | null
  facets: Facets
}

export type ListScope = {
  /** Only what stands in this section or below it. */
  withinSectionId?: string
  /** Only this paper. */
  paperId?: string
  /** Whether a search looks into notes, and rows tell of them. */
  includeNotes?: boolean
}

/** A page of the list as the view asks for it. @throws AppError not_found. */
export async function listPapers(access: ListAccess, view: ListView): Promise<PaperPage> {
  const list = access.require('list.read')
  return unsafeListPapers(list.id, list.contents, view, { includeNotes: true })
}

/** All that the list's page shows, with one question about rights. @throws AppError not_found. */
export async function getListPage(
  access: ListAccess,
  view: ListView,
): Promise<{ list: ListHeader; outline: Outline; page: PaperPage }> {
  const list = access.require('list.read')
  const [outline, page] = await Promise.all([
    unsafeOutline(list.id, list.contents),
    unsafeListPapers(list.id, list.contents, view, { includeNotes: true }),
  ])
  return { list, outline, page }
}

/**
 * A page of the list, or of the part of it that is shared. Counts and facets come from memory where the
 * list's contents are known, so that a request costs one round trip. Unsafe: asks nobody; for callers that have
 * checked the list or the share themselves.
 * @param contents of the list, just read.
 */
export async function unsafeListPapers(
  listId: string,
  contents: number,
  view: ListView,
  scope: ListScope = {},
): Promise<PaperPage> {
  const whole = await unsafeOutline(listId, contents)
  const shared = scope.withinSectionId ? outlineWithin(whole, scope.withinSectionId) : whole
  const outline = view.section ? outlineWithin(shared, view.section) : shared
  const idsOf = (part: Outline) => (part === whole ? null : flattenOutline(part).map((section) => section.id))
  const base: Filter = { listId, sectionIds: idsOf(shared), year: null, venue: null, paperId: scope.paperId ?? null }
  const section: Filter = { ...base, sectionIds: idsOf(outline) }
  const filter: Filter = { ...section, year: view.year, venue: view.venue }
  const count = (each: Filter) => unsafeCountMatches(each, contents)
  const [of, matching, facets] = await Promise.all([count(base), count(filter), unsafeReadFacets(section, contents)])
  const notes = scope.includeNotes ?? false
  const { rows, cursors, found, afterSectionId } = await readPage(outline, filter, matching, view, notes)
  const last = rows.length > PAGE_SIZE ? cursors[PAGE_SIZE - 1] : undefined
  const cards = rows.slice(0, PAGE_SIZE).map(({ card }) => (notes ? card : { ...card, hasNote: false }))
  return {
    rows: cards,
    nextCursor: last ? encodeCursor(last) : null,
    total: found ?? matching,
    of,
    afterSectionId,
    facets,
  }
}

type Read = { rows: KeyedRow<unknown>[]; cursors: Cursor[]; found: number | null; afterSectionId: string | null }

/** One row more than a page holds, in the order that the view asks for. */
async function readPage(
  outline: Outline,
  filter: Filter,
  matching: number,
  view: ListView,
  notes: boolean,
): Promise<Read> {
  const limit = PAGE_SIZE + 1
  const empty = { rows: [], cursors: [], found: null, afterSectionId: null }
  if (matching === 0) return { ...empty, found: 0 }
  const search = view.q === '' ? null : { q: view.q, notes }
  if (view.sort !== 'list') {
    const by = view.sort
    const rows = await unsafeReadSorted(by, filter, search, matching, view.cursor, limit)
    const cursors = rows.map(({ key }) => ({ by, ...key }) as Cursor)
    return { ...empty, rows, cursors, found: search ? (rows[0]?.found ?? 0) : null }
  }
  if (search) {
    const rows = await unsafeReadRelevance(view.q, filter, search, decodeCursor(view.cursor, 'rank'), limit)
    return {
      ...empty,
      rows,
      cursors: rows.map(({ key }) => ({ by: 'rank' as const, ...key })),
      found: rows[0]?.found ?? 0,
    }
  }
  const after = decodeCursor(view.cursor, 'list')
  const rows = await unsafeReadListOrder(outline, filter, matching, after, limit)
  const cursors = rows.map(({ card, key }) => ({ by: 'list' as const, section: card.sectionId ?? '', ...key }))
  return { ...empty, rows, cursors, afterSectionId: after?.section ?? null }
}
