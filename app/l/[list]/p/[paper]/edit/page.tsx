import { requireAccess } from '#lib/web/list-access.ts'
import type { Metadata } from 'next'
import { PaperForm } from '#components/papers/paper-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { plainText } from '#lib/markdown/plain-text.ts'
import { getPaperForm } from '#lib/papers/form-queries.ts'
import { forPage } from '#lib/web/page.ts'
import type { PaperParams } from '../load.ts'
import { editPaperAction } from './actions.ts'

export const metadata: Metadata = { title: 'Edit a paper' }

export default async function EditPaperPage({ params }: PaperParams) {
  const { list: slug, paper: id } = await params
  const access = await requireAccess(slug, `/l/${slug}/p/${id}/edit`)
  const { values, version } = await forPage(getPaperForm(access, id))
  return (
    <>
      <PageHeader title="Edit the paper" description={plainText(values.title, 300)} />
      <PaperForm
        action={editPaperAction}
        list={slug}
        paper={id}
        baseVersion={version}
        initial={values}
        submitLabel="Save"
        cancelHref={`/l/${slug}/p/${id}`}
      />
    </>
  )
}
