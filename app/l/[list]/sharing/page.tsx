import { requireAccess } from '#lib/web/list-access.ts'
import type { Metadata } from 'next'
import { FindPaper } from '#components/sharing/find-paper.tsx'
import { ShareForm } from '#components/sharing/share-form.tsx'
import { ShareLinks } from '#components/sharing/share-links.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getShareChoices } from '#lib/sharing/choice-queries.ts'
import { listShareLinks } from '#lib/sharing/queries.ts'
import { forPage } from '#lib/web/page.ts'
import { createShareLinkAction, revokeShareLinkAction } from './actions.ts'

export const metadata: Metadata = { title: 'Sharing' }

type Search = Promise<Record<string, string | string[] | undefined>>

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value.trim().slice(0, 200) : '')

export default async function SharingPage({
  params,
  searchParams,
}: {
  params: Promise<{ list: string }>
  searchParams: Search
}) {
  const { list } = await params
  const search = await searchParams
  const access = await requireAccess(list, `/l/${list}/sharing`)
  const query = one(search.find)
  const [choices, links] = await forPage(
    Promise.all([getShareChoices(access, { paperId: one(search.paper), find: query }), listShareLinks(access)]),
  )
  const sectionId = choices.sections.find((section) => section.id === one(search.section))?.id ?? null
  return (
    <>
      <PageHeader
        title="Sharing"
        description="A link lets anybody who has it read what you choose, and nothing else. Nobody can change anything through it."
      />
      <div className="grid items-start gap-x-14 gap-y-12 lg:grid-cols-2">
        <section aria-labelledby="new-link">
          <h2 id="new-link" className="mb-4 font-serif text-2xl font-semibold">
            New link
          </h2>
          <ShareForm
            key={`${choices.paper?.id}/${sectionId}`}
            list={list}
            choices={choices}
            sectionId={sectionId}
            create={createShareLinkAction}
          />
          <FindPaper list={list} query={query} found={choices.found} />
        </section>
        <section aria-labelledby="links">
          <h2 id="links" className="mb-4 font-serif text-2xl font-semibold">
            Links
          </h2>
          <ShareLinks list={list} links={links} revoke={revokeShareLinkAction} />
        </section>
      </div>
    </>
  )
}
