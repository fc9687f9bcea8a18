import type { Metadata } from 'next'
import { ListView } from '#components/lists/list-view.tsx'
import { SharedHeading } from '#components/sharing/shared-heading.tsx'
import { plainText } from '#lib/markdown/plain-text.ts'
import { type SearchParams, parseListView } from '#lib/papers/view/view.ts'
import { contentsLine } from '#lib/sharing/describe.ts'
import { getSharedView } from '#lib/sharing/shared-queries.ts'
import { forPage } from '#lib/web/page.ts'
import { openShare, sharedHead } from './open-share.ts'
import { shareMetadata } from './share-metadata.ts'
import { SharedPaper, paperMetadata } from './shared-paper.tsx'

type Props = { params: Promise<{ token: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { token } = await params
  const share = await openShare(token)
  const base = `/s/${token}`
  if (share.paperId !== null) return paperMetadata(share, share.paperId, base, base)
  const { list, section } = await sharedHead(share)
  return shareMetadata({
    title: plainText(section?.title ?? list.title),
    description: contentsLine(list, section),
    path: base,
    type: 'website',
    isIndexable: list.isIndexable,
  })
}

/** What a link opens: a list, a section of one, or a paper. */
export default async function SharedPage({ params, searchParams }: Props) {
  const { token } = await params
  const share = await openShare(token)
  const base = `/s/${token}`
  if (share.paperId !== null) return <SharedPaper share={share} paperId={share.paperId} base={base} />
  const view = parseListView(await searchParams)
  const [{ list, section }, { outline, page }] = await Promise.all([
    sharedHead(share),
    forPage(getSharedView(share, view)),
  ])
  return (
    <>
      <SharedHeading list={list} section={section} />
      {page.of === 0 ? (
        <p className="text-muted">There are no papers here yet.</p>
      ) : (
        <ListView
          base={base}
          outline={outline}
          page={page}
          view={view}
          paperHref={(id) => `${base}/p/${id}`}
          macros={list.macros}
        />
      )}
    </>
  )
}
