import { requireAccess } from '#lib/web/list-access.ts'
import type { Metadata, Viewport } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ExperimentDesk } from '#components/experiments/editor/experiment-desk.tsx'
import { newExperiment } from '#components/experiments/editor/template.ts'
import { labAssets } from '#lib/experiments/catalogue.ts'
import { getDraftPaper } from '#lib/experiments/authored/draft-queries.ts'
import { readEditorTypes } from '#lib/experiments/authored/editor-types.ts'
import { plainText } from '#lib/markdown/plain-text.ts'
import { forPage } from '#lib/web/page.ts'
import { compileDraftAction, createExperimentAction, renderDraftAction, saveVersionAction } from './actions.ts'

type Props = { params: Promise<{ list: string }>; searchParams: Promise<{ paper?: string | string[] }> }

export const metadata: Metadata = { title: 'Write an experiment' }
// A phone's keyboard takes its room from the page, so that the line one writes in stays above it.
export const viewport: Viewport = { interactiveWidget: 'resizes-content' }

/** A new experiment about a paper: it begins with one that runs. */
export default async function NewExperimentPage({ params, searchParams }: Props) {
  const { list } = await params
  const { paper: id } = await searchParams
  if (typeof id !== 'string') notFound()
  const access = await requireAccess(list, `/l/${list}/experiments/new?paper=${encodeURIComponent(id)}`)
  const paper = await forPage(getDraftPaper(access, id))
  return (
    <ExperimentDesk
      list={list}
      heading={
        <>
          An experiment about{' '}
          <Link href={`/l/${list}/p/${paper.id}`} className="link">
            {plainText(paper.title, 300)}
          </Link>
        </>
      }
      initial={{ slug: null, version: null, paperId: paper.id, saved: null, text: newExperiment(paper) }}
      assets={labAssets()}
      typesUrl={readEditorTypes().url}
      compileAction={compileDraftAction}
      renderAction={renderDraftAction}
      createAction={createExperimentAction}
      saveAction={saveVersionAction}
    />
  )
}
