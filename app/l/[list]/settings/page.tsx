import { requireAccess } from '#lib/web/list-access.ts'
import type { Metadata } from 'next'
import { DeleteList } from '#components/list-settings/delete-list.tsx'
import { SettingsForm } from '#components/list-settings/settings-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getListSettings } from '#lib/lists/queries.ts'
import { forPage } from '#lib/web/page.ts'
import { deleteListAction, saveSettingsAction } from './actions.ts'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage({ params }: { params: Promise<{ list: string }> }) {
  const { list: slug } = await params
  const access = await requireAccess(slug, `/l/${slug}/settings`)
  const list = await forPage(getListSettings(access))
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsForm list={list} save={saveSettingsAction} />
      <div className="mt-10">
        <DeleteList slug={list.slug} title={list.title} remove={deleteListAction} />
      </div>
    </>
  )
}
