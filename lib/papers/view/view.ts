/** What a list page shows, as its address says it: every view is a link. Pure. */

export const SORTS = ['list', 'year', 'title', 'added'] as const
export type Sort = (typeof SORTS)[number]

export type ListView = {
  /** What was typed into the search box; '' for nothing. */
  q: string
  section: string | null
  year: number | null
  venue: string | null
  sort: Sort
  /** Where the page begins: an opaque cursor, null for the first page. */
  cursor: string | null
}

export const FIRST_VIEW: ListView = { q: '', section: null, year: null, venue: null, sort: 'list', cursor: null }

export type SearchParams = Record<string, string | string[] | undefined>

const MAX_LENGTH = { q: 200, section: 64, year: 4, venue: 300, sort: 10, after: 6000 }

/** One line of text without control characters, which PostgreSQL would refuse or nobody could have typed. */
function oneLine(params: SearchParams, name: keyof typeof MAX_LENGTH): string {
  const value = params[name]
  const text = (Array.isArray(value) ? value[0] : value) ?? ''
  return text
    .slice(0, MAX_LENGTH[name])
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim()
}

/** The view that an address's parameters ask for. Never fails: what makes no sense is left out. */
export function parseListView(params: SearchParams): ListView {
  const year = oneLine(params, 'year')
  const sort = oneLine(params, 'sort')
  return {
    q: oneLine(params, 'q').replace(/\s+/g, ' '),
    section: oneLine(params, 'section') || null,
    year: /^\d{4}$/.test(year) ? Number(year) : null,
    venue: oneLine(params, 'venue') || null,
    sort: SORTS.find((each) => each === sort) ?? 'list',
    cursor: oneLine(params, 'after') || null,
  }
}

/** The address of a view: parameters in one order, those at their first value left out. */
export function listViewHref(base: string, view: Partial<ListView>): string {
  const params = new URLSearchParams()
  if (view.q) params.set('q', view.q)
  if (view.section) params.set('section', view.section)
  if (view.year) params.set('year', String(view.year))
  if (view.venue) params.set('venue', view.venue)
  if (view.sort && view.sort !== 'list') params.set('sort', view.sort)
  if (view.cursor) params.set('after', view.cursor)
  const query = params.toString()
  return query === '' ? base : `${base}?${query}`
}

/** The address of the view with something changed: from its first page on, unless the change names a page. */
export function changedViewHref(base: string, view: ListView, change: Partial<ListView>): string {
  return listViewHref(base, { ...view, cursor: null, ...change })
}

/** Whether the view leaves any paper of its list out. */
export function isFiltered(view: ListView): boolean {
  return view.q !== '' || view.section !== null || view.year !== null || view.venue !== null
}

/** Whether an address says its view as listViewHref would: no empty, repeated or meaningless parameter. Others are not ours to judge. */
export function isCanonical(params: SearchParams, view: ListView): boolean {
  const wanted = new URLSearchParams(listViewHref('', view))
  return Object.keys(MAX_LENGTH).every((name) => (params[name] ?? null) === wanted.get(name))
}
