import type { Metadata } from 'next'
import { ExperimentArticle } from '#components/experiments/experiment-article.tsx'
import { readQuery } from '#components/experiments/read-query.ts'
import { loadOnDisk } from './load.ts'

type Props = {
  params: Promise<{ slug: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { description } = (await loadOnDisk((await params).slug)).data
  return { title: description.title, description: description.question }
}

/** One experiment, for everybody. */
export default async function ExperimentPage({ params, searchParams }: Props) {
  const { data, explanation } = await loadOnDisk((await params).slug)
  return (
    <ExperimentArticle
      data={data}
      explanation={explanation}
      asked={readQuery(data.description, await searchParams)}
      eyebrow={
        <a href="/experiments" className="eyebrow hover:text-accent">
          Experiments
        </a>
      }
    />
  )
}
