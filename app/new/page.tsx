import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { NewListForm } from '#components/list-settings/new-list-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { canInstallation } from '#lib/access/roles.ts'
import { requireActor } from '#lib/web/session.ts'
import { createListAction } from './actions.ts'

export const metadata: Metadata = { title: 'New list' }

export default async function NewListPage() {
  const actor = await requireActor('/new')
  // There is nothing to read here that could refuse; createList itself asks again.
  if (!canInstallation(actor, 'installation.createList')) forbidden()
  return (
    <div className="mx-auto max-w-xl">
      <PageHeader
        title="New list"
        description="A list is a group’s own library. You become its admin and can invite others."
      />
      <NewListForm create={createListAction} />
    </div>
  )
}
