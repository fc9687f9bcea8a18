import { requireAccess } from '#lib/web/list-access.ts'
import { FlaskConical } from 'lucide-react'
import type { Metadata } from 'next'
import { ExperimentCard } from '#components/experiments/gallery/experiment-card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listExperiments } from '#lib/experiments/queries.ts'
import { forPage } from '#lib/web/page.ts'

type Props = { params: Promise<{ list: string }> }

export const metadata: Metadata = { title: 'Experiments' }

const runsText = (count: number) =>
  count === 0 ? null : `${count.toLocaleString('en')} ${count === 1 ? 'run' : 'runs'} saved`

/** The experiments that a group has: those on disk, and those that its members wrote. */
export default async function ListExperimentsPage({ params }: Props) {
  const { list } = await params
  const base = `/l/${list}/experiments`
  const access = await requireAccess(list, base)
  const cards = await forPage(listExperiments(access))
  return (
    <>
      <PageHeader
        title="Experiments"
        description="Each asks of a paper whether it holds, and computes the answer in your own browser. Runs that members save can be laid over one another."
      />
      {cards.length === 0 ? (
        <EmptyState title="There is no experiment yet" icon={<FlaskConical />}>
          An experiment belongs to a paper: its page is where one is written.
        </EmptyState>
      ) : (
        <ul className="grid gap-6 md:grid-cols-2">
          {cards.map((card) => (
            <li key={card.slug}>
              <ExperimentCard
                href={`${base}/${card.slug}`}
                title={card.title}
                question={card.question}
                verdicts={card.verdicts}
                note={
                  <>
                    {!card.isOnDisk && <span>written by the group</span>}
                    <span className="tabular-nums">{runsText(card.runCount)}</span>
                  </>
                }
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
