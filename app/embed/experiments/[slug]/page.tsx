import type { Metadata } from 'next'
import { ExperimentPanel } from '#components/experiments/panel/experiment-panel.tsx'
import { PaperLine } from '#components/experiments/paper-line.tsx'
import { readQuery } from '#components/experiments/read-query.ts'
import { loadOnDisk } from '../../../experiments/[slug]/load.ts'

type Props = {
  params: Promise<{ slug: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadOnDisk((await params).slug)).data.description.title }
}

/** An experiment in a frame of another site: itself, and the way to its page. */
export default async function EmbeddedExperimentPage({ params, searchParams }: Props) {
  const { data } = await loadOnDisk((await params).slug)
  const { description, href } = data
  return (
    <main id="main" tabIndex={-1} className="grid gap-5 p-4 outline-none sm:p-6">
      <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="font-serif text-2xl leading-snug font-semibold">{description.title}</h1>
          <p className="mt-1 text-muted">{description.question}</p>
          <PaperLine paper={description.paper} />
        </div>
        <p className="text-sm">
          <a href={href} target="_blank" rel="noopener" className="link">
            Open in Colloquium
          </a>
        </p>
      </header>
      <ExperimentPanel
        data={{ ...data, embedPath: null }}
        initialTexts={readQuery(description, await searchParams).texts}
        keepsLink
      />
    </main>
  )
}
