import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { TooComplex } from './text-budget.ts'

/** Of all tables of a text. A row takes as long as eight cells. */
const MOST_CELLS = 20_000
const CELLS_FOR_ROW = 8

/**
 * Refuses tables that are small to write and vast to show: every row is filled up to the width of the
 * first, so that two thousand short lines below a head of two thousand columns make four million cells.
 * @throws TooComplex
 */
export function tableBudget() {
  return (tree: Root): void => {
    let cells = 0
    visit(tree, 'table', (table) => {
      cells += table.children.length * (CELLS_FOR_ROW + (table.children[0]?.children.length ?? 0))
    })
    if (cells > MOST_CELLS) throw new TooComplex('Its tables are too large.')
  }
}
