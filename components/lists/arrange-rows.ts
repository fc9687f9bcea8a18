import { type Outline, type OutlineSection, flattenOutline } from '#lib/lists/outline.ts'

export type SectionBlock<Row> = {
  section: OutlineSection
  /** The heading stood on an earlier page already. */
  isContinued: boolean
  /** Nothing stands in it or below it, and nothing could. */
  isEmpty: boolean
  rows: Row[]
}

/**
 * The rows of a page in the order of the README, under the headings that belong on that page: those of
 * its rows with the headings around them and, where nothing is filtered, those of empty sections too,
 * each on one page. Pure.
 * @param page.afterSectionId where the page before ended; null on the first.
 */
export function arrangeRows<Row extends { sectionId: string | null }>(
  outline: Outline,
  page: { rows: readonly Row[]; afterSectionId: string | null; nextCursor: string | null },
  isFiltered: boolean,
): SectionBlock<Row>[] {
  const sections = flattenOutline(outline)
  const places = new Map(sections.map((section, place) => [section.id, place]))
  const rowsOf = new Map<string, Row[]>()
  for (const row of page.rows) {
    const id = row.sectionId ?? ''
    rowsOf.set(id, [...(rowsOf.get(id) ?? []), row])
  }
  const seen = page.afterSectionId === null ? -1 : (places.get(page.afterSectionId) ?? -1)
  const lastRow = page.rows.at(-1)
  const last = page.nextCursor === null || !lastRow ? sections.length - 1 : (places.get(lastRow.sectionId ?? '') ?? -1)
  const hasRows = (section: OutlineSection): boolean => rowsOf.has(section.id) || section.children.some(hasRows)
  return sections.flatMap((section, place) => {
    const isContinued = place <= seen
    const isShown = hasRows(section) || (!isFiltered && !isContinued && place <= last)
    if (!isShown) return []
    const isEmpty = section.total === 0 && section.children.length === 0
    return [{ section, isContinued, isEmpty, rows: rowsOf.get(section.id) ?? [] }]
  })
}
