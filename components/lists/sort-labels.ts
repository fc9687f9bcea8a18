import type { Sort } from '#lib/papers/view/view.ts'

export const SORT_LABELS: Record<Sort, string> = {
  list: 'In the list’s order',
  year: 'Newest first',
  title: 'By title',
  added: 'Recently added',
}
