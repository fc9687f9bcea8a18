import { type Page, pageOf } from '#lib/paging.ts'
import { type DiffLine, lineDiff } from './line-diff.ts'

/** Lines of changes on one page: what a browser, and the server before it, takes in its stride. */
const LINES_A_PAGE = 1_000

/** A page of what changed between two texts. Runs in the worker pool. */
export const diffWork = ({ before, after, page }: { before: string; after: string; page: number }): Page<DiffLine> =>
  pageOf(lineDiff(before, after), page, LINES_A_PAGE)
