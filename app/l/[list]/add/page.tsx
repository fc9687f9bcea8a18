import { requireAccess } from '#lib/web/list-access.ts'
import { FolderPlus } from 'lucide-react'
import type { Metadata } from 'next'
import { PaperForm } from '#components/papers/paper-form.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listSectionChoices } from '#lib/papers/form-queries.ts'
import { BLANK_PAPER } from '#lib/papers/fields/form-values.ts'
import { forPage } from '#lib/web/page.ts'
import { addPaperAction } from './actions.ts'

export const metadata: Metadata = { title: 'Add a paper' }

type Props = {
  params: Promise<{ list: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AddPaperPage({ params, searchParams }: Props) {
  const { list: slug } = await params
  const { section } = await searchParams
  const access = await requireAccess(slug, `/l/${slug}/add`)
  const sections = await forPage(listSectionChoices(access))
  return (
    <>
      <PageHeader title="Add a paper" description="A title and a section are enough; the rest can come later." />
      {sections.length === 0 ? (
        <EmptyState
          title="First a section"
          icon={<FolderPlus />}
          action={
            <ButtonLink href={`/l/${slug}/sections`} variant="primary">
              Add a section
            </ButtonLink>
          }
        >
          Papers stand in sections, and this list has none yet.
        </EmptyState>
      ) : (
        <PaperForm
          action={addPaperAction}
          list={slug}
          initial={BLANK_PAPER}
          sections={sections}
          sectionId={typeof section === 'string' ? section : ''}
          submitLabel="Add the paper"
          cancelHref={`/l/${slug}`}
        />
      )}
    </>
  )
}
