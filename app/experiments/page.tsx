import { FlaskConical } from 'lucide-react'
import type { Metadata } from 'next'
import { ExperimentCard } from '#components/experiments/gallery/experiment-card.tsx'
import { Thumbnail } from '#components/experiments/gallery/thumbnail.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { readCatalogue } from '#lib/experiments/catalogue.ts'

const DESCRIPTION =
  'Papers make claims; these experiments ask whether they hold. Each computes in your own browser, on your GPU where there is one, and sets the number it measured beside the one that the paper leads you to expect.'

export const metadata: Metadata = { title: 'Experiments', description: DESCRIPTION }

export default function GalleryPage() {
  const entries = readCatalogue()
  return (
    <>
      <PageHeader title="Does it hold?" description={DESCRIPTION} />
      {entries.length === 0 ? (
        <EmptyState title="No experiment is here yet" icon={<FlaskConical />}>
          Whoever runs this Colloquium can add one on disk: npm run new:experiment makes its folder.
        </EmptyState>
      ) : (
        <ul className="grid gap-6 md:grid-cols-2 xl:grid-cols-3">
          {entries.map(({ slug, description, result }) => (
            <li key={slug}>
              <ExperimentCard
                href={`/experiments/${slug}`}
                title={description.title}
                question={description.question}
                paper={description.paper.title}
                verdicts={result?.verdicts ?? null}
              >
                <Thumbnail description={description} result={result} />
              </ExperimentCard>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
