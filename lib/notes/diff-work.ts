import { lineDiff } from './line-diff.ts'

/** What changed between two texts. Runs in the worker pool. */
export const diffWork = ({ before, after }: { before: string; after: string }) => lineDiff(before, after)
