import { History, Pencil } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { ForkExperiment } from '#components/experiments/editor/fork-experiment.tsx'
import { RemoveExperiment, RemovedNotice } from '#components/experiments/editor/remove-experiment.tsx'
import { ExperimentArticle } from '#components/experiments/experiment-article.tsx'
import { readQuery } from '#components/experiments/read-query.ts'
import { RunsTable } from '#components/experiments/runs/runs-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { listRuns } from '#lib/experiments/runs/run-queries.ts'
import { forPage } from '#lib/web/page.ts'
import { removeRunAction, saveRunAction } from '../actions.ts'
import {
  forkExperimentAction,
  removeExperimentAction,
  restoreExperimentAction,
  searchPapersAction,
} from './edit/actions.ts'
import { type ExperimentParams, loadExperiment } from './load.ts'

type Props = ExperimentParams & { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ params }: ExperimentParams): Promise<Metadata> {
  const { list, slug } = await params
  return { title: (await loadExperiment(list, slug, '')).view.description.title }
}

/** An experiment among the group's: run it, keep what came out, and set it beside what others got. */
export default async function ListExperimentPage({ params, searchParams }: Props) {
  const { list, slug } = await params
  const query = await searchParams
  const { access, view, data } = await loadExperiment(list, slug, '')
  const cursor = typeof query['runs-after'] === 'string' ? query['runs-after'] : null
  const { runs, nextCursor } = await forPage(listRuns(access, slug, cursor))
  const own = `/l/${list}/experiments/${slug}`
  const target = { list, slug }
  return (
    <ExperimentArticle
      data={data}
      explanation={view.explanation}
      asked={readQuery(view.description, query)}
      eyebrow={
        <Link href={`/l/${list}/experiments`} className="eyebrow hover:text-accent">
          Experiments
        </Link>
      }
      actions={
        <>
          {view.mayWrite && !view.isRemoved && (
            <ButtonLink href={`${own}/edit`} prefetch={false}>
              <Pencil aria-hidden />
              Edit the text
            </ButtonLink>
          )}
          {!view.isOnDisk && (
            <ButtonLink href={`${own}/versions`} prefetch={false}>
              <History aria-hidden />
              Versions
            </ButtonLink>
          )}
          {view.mayFork && (
            <ForkExperiment
              target={target}
              paper={view.paper}
              action={forkExperimentAction}
              search={searchPapersAction}
            />
          )}
          {view.mayRemove && !view.isRemoved && (
            <RemoveExperiment target={target} remove={removeExperimentAction} restore={restoreExperimentAction} />
          )}
          {view.isRemoved && <RemovedNotice target={target} restore={restoreExperimentAction} />}
        </>
      }
      paperHref={view.paper ? `/l/${list}/p/${view.paper.id}` : undefined}
      saving={view.maySaveRuns && !view.isRemoved ? { list, action: saveRunAction } : null}
    >
      <RunsTable
        list={list}
        slug={slug}
        description={view.description}
        runs={runs}
        nextCursor={nextCursor}
        isFirst={cursor === null}
        remove={removeRunAction}
      />
    </ExperimentArticle>
  )
}
