import type { Metadata } from 'next'
import { cache } from 'react'
import { PublicThreads } from '#components/discussion/public-threads.tsx'
import { PaperExperiments } from '#components/experiments/placed/paper-experiments.tsx'
import { PaperArticle } from '#components/papers/paper-article.tsx'
import { PublicPlaces } from '#components/sharing/public-places.tsx'
import { experimentHref } from '#lib/experiments/address.ts'
import { plainText } from '#lib/markdown/plain-text.ts'
import { authorsLine } from '#lib/sharing/describe.ts'
import { listViewHref } from '#lib/papers/view/view.ts'
import type { ShareAccess } from '#lib/sharing/queries.ts'
import { getSharedPaper } from '#lib/sharing/shared-queries.ts'
import { forPage } from '#lib/web/page.ts'
import { sharedHead } from './open-share.ts'
import { shareMetadata } from './share-metadata.ts'

/** Read once for the page and what it tells link previews. */
const readPaper = cache((share: ShareAccess, paperId: string, base: string) =>
  forPage(getSharedPaper(share, paperId, base)),
)

/** What link previews say of a shared paper. `path`: the page's own address. */
export async function paperMetadata(
  share: ShareAccess,
  paperId: string,
  base: string,
  path: string,
): Promise<Metadata> {
  const [{ list }, { paper }] = await Promise.all([sharedHead(share), readPaper(share, paperId, base)])
  return shareMetadata({
    title: plainText(paper.title),
    description: authorsLine(paper, list.title),
    path,
    type: 'article',
    isIndexable: list.isIndexable,
  })
}

/** A shared paper with its note and what is said about it, where those are shared. */
export async function SharedPaper({ share, paperId, base }: { share: ShareAccess; paperId: string; base: string }) {
  const [{ list }, { paper, note, threads, experiments: previews }] = await Promise.all([
    sharedHead(share),
    readPaper(share, paperId, base),
  ])
  const own = `${base}/p/${paperId}`
  const experiments = previews.map((each) => ({ ...each, href: experimentHref(own, each.slug) }))
  return (
    <PaperArticle
      paper={paper}
      macros={list.macros}
      noteHtml={note?.html ?? null}
      hasMath={note?.hasMath ?? false}
      experiments={experiments.length > 0 && <PaperExperiments experiments={experiments} />}
      discussion={threads && threads.length > 0 && <PublicThreads threads={threads} />}
      places={<PublicPlaces places={paper.placements} sectionHref={(section) => listViewHref(base, { section })} />}
    />
  )
}
