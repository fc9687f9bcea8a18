import { LibraryBig, Plus } from 'lucide-react'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { ListSummary } from '#lib/lists/schema.ts'
import { ListCard } from './list-card.tsx'

/** The lists that a person may read, or what to do where there is none. */
export function ListsIndex({ lists, canCreate }: { lists: ListSummary[]; canCreate: boolean }) {
  const create = canCreate && (
    <ButtonLink href="/new" variant={lists.length === 0 ? 'primary' : 'secondary'}>
      <Plus aria-hidden />
      New list
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title="Your lists" actions={lists.length > 0 ? create : undefined} />
      {lists.length === 0 ? (
        <EmptyState title="No list yet" icon={<LibraryBig />} action={create}>
          {canCreate
            ? 'Make the first one, then import a README into it or add papers by hand.'
            : 'You are signed in, but no list has you as a member. Ask whoever invited you; the list is here as soon as they add you.'}
        </EmptyState>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2 sm:gap-5">
          {lists.map((list) => (
            <li key={list.id}>
              <ListCard list={list} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
