import type { Metadata, Viewport } from 'next'
import Link from 'next/link'
import { forbidden, notFound } from 'next/navigation'
import { ExperimentDesk } from '#components/experiments/editor/experiment-desk.tsx'
import { labAssets } from '#lib/experiments/catalogue.ts'
import { readEditorTypes } from '#lib/experiments/authored/editor-types.ts'
import { getExperimentVersion } from '#lib/experiments/authored/version-queries.ts'
import { forPage } from '#lib/web/page.ts'
import { compileDraftAction, createExperimentAction, renderDraftAction, saveVersionAction } from '../../new/actions.ts'
import { type ExperimentParams, loadExperiment } from '../load.ts'

type Props = ExperimentParams & { searchParams: Promise<{ version?: string | string[] }> }

export const metadata: Metadata = { title: 'Write an experiment' }
// A phone's keyboard takes its room from the page, so that the line one writes in stays above it.
export const viewport: Viewport = { interactiveWidget: 'resizes-content' }

/** The text of an experiment that the group wrote; `?version=3` opens that one, to go on from it. */
export default async function EditExperimentPage({ params, searchParams }: Props) {
  const { list, slug } = await params
  const { version: asked } = await searchParams
  const { access, view } = await loadExperiment(list, slug, '/edit')
  if (view.isOnDisk) notFound()
  if (!view.mayWrite) forbidden()
  const number = typeof asked === 'string' && /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : null
  const [latest, opened] = await Promise.all([
    forPage(getExperimentVersion(access, slug)),
    number === null ? null : forPage(getExperimentVersion(access, slug, number)),
  ])
  return (
    <ExperimentDesk
      list={list}
      heading={
        <Link href={`/l/${list}/experiments/${slug}`} className="hover:text-accent">
          {view.description.title}
        </Link>
      }
      initial={{
        slug,
        version: latest.number,
        paperId: view.paper?.id ?? null,
        saved: latest.source,
        text: opened?.source ?? latest.source,
      }}
      assets={labAssets()}
      typesUrl={readEditorTypes().url}
      compileAction={compileDraftAction}
      renderAction={renderDraftAction}
      createAction={createExperimentAction}
      saveAction={saveVersionAction}
    />
  )
}
