import type { PhrasingContent } from 'mdast'
import { type EntryContext, type ReadEntry, findTitles, readEntry } from './read-entry.ts'
import type { Span } from './span.ts'

/** What a column of a table of papers holds. */
export type CellRole = 'title' | 'authors' | 'venue' | 'date' | 'links' | 'other'

/** One cell of a row, with what its column says of it; HTML cells come as the same nodes. */
export type Cell = { role: CellRole; header: string | null; nodes: PhrasingContent[]; span: Span }

/**
 * Reads the paper of a table's row: its title cell like an entry of a list, then date, venue, authors
 * and links from the cells whose columns hold them. Null where the row names no title.
 */
export function readRow(cells: readonly Cell[], context: EntryContext): ReadEntry | null {
  const titleCell = cells.find((cell) => cell.role === 'title')
  if (!titleCell) return null
  const others = cells.filter((cell) => cell !== titleCell && cell.role !== 'other')
  const nodes = [...titleCell.nodes, ...others.flatMap((cell) => cell.nodes)]
  const [title] = findTitles(titleCell.nodes, { ...context, isItem: true })
  return title ? readEntry(nodes, title, { ...context, isItem: true }) : null
}
