import type { ReactNode } from 'react'
import { buttonClass } from '#components/ui/button-class.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { type ListView as View, FIRST_VIEW, changedViewHref, listViewHref } from '#lib/papers/view/view.ts'

/** What stands where the papers would: why there are none, and the way on. */
export function NothingHere({
  base,
  view,
  isEmptyList,
  action,
}: {
  base: string
  view: View
  isEmptyList: boolean
  action?: ReactNode
}) {
  if (isEmptyList) {
    return (
      <EmptyState title="No papers yet" action={action}>
        Papers come in by importing a README, or one by one.
      </EmptyState>
    )
  }
  const hasFilters = view.section !== null || view.year !== null || view.venue !== null
  const everything = (
    <a href={listViewHref(base, { ...FIRST_VIEW, sort: view.sort })} className={buttonClass('primary')}>
      Show all papers
    </a>
  )
  const withoutFilters = view.q !== '' && hasFilters && (
    <a
      href={changedViewHref(base, view, { section: null, year: null, venue: null })}
      className={buttonClass('secondary')}
    >
      Search the whole list
    </a>
  )
  return (
    <EmptyState
      title="No paper matches"
      action={
        <>
          {withoutFilters}
          {everything}
        </>
      }
    >
      {view.q === ''
        ? 'No paper has all of what is chosen above. Take a filter away to see more.'
        : 'Slips of the keyboard were allowed for, too. Try fewer or other words.'}
    </EmptyState>
  )
}
