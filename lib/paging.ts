/** One page of many rows. `page` counts from 1. */
export type Page<T> = { rows: T[]; page: number; pages: number }

/** A page of rows; one that does not exist becomes the nearest that does. @param asked counts from 1. */
export function pageOf<T>(rows: readonly T[], asked: number, size: number): Page<T> {
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const page = Math.min(Math.max(1, Number.isInteger(asked) ? asked : 1), pages)
  return { rows: rows.slice((page - 1) * size, page * size), page, pages }
}
