import type { Cell, Row } from '#lib/experiments/runtime/contract.ts'

/** What a row says in a column. Authors name columns: `__proto__` and `constructor` are names as well. */
export const cellOf = (row: Row, key: string): Cell | undefined => (Object.hasOwn(row, key) ? row[key] : undefined)
