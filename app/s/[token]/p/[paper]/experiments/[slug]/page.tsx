import { cache } from 'react'
import { ExperimentArticle } from '#components/experiments/experiment-article.tsx'
import { readQuery } from '#components/experiments/read-query.ts'
import { getSharedExperiment } from '#lib/sharing/experiment-queries.ts'
import { forPage } from '#lib/web/page.ts'
import { openShare, sharedHead } from '../../../../open-share.ts'
import { shareMetadata } from '../../../../share-metadata.ts'
import { presentShared } from './load.ts'

type Props = {
  params: Promise<{ token: string; paper: string; slug: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Read once for the page and what it tells link previews. */
const read = cache(async (token: string, paper: string, slug: string) => {
  const share = await openShare(token, paper)
  const experiment = await forPage(getSharedExperiment(share, paper, slug, `/s/${token}`))
  return { share, experiment }
})

export async function generateMetadata({ params }: Props) {
  const { token, paper, slug } = await params
  const { share, experiment } = await read(token, paper, slug)
  const { list } = await sharedHead(share)
  return shareMetadata({
    title: experiment.description.title,
    description: experiment.description.question,
    path: `/s/${token}/p/${paper}/experiments/${slug}`,
    type: 'article',
    isIndexable: list.isIndexable,
  })
}

/** An experiment about a shared paper: everybody with the link may run it, nobody saves. */
export default async function SharedExperimentPage({ params, searchParams }: Props) {
  const { token, paper, slug } = await params
  const { experiment } = await read(token, paper, slug)
  const base = `/s/${token}/p/${paper}`
  return (
    <ExperimentArticle
      data={presentShared(base, experiment)}
      explanation={experiment.explanation}
      asked={readQuery(experiment.description, await searchParams)}
      eyebrow={
        <a href={base} className="eyebrow hover:text-accent">
          The paper
        </a>
      }
      paperHref={base}
    />
  )
}
