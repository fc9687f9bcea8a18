import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { EarlierImports } from '#components/importing/earlier-imports.tsx'
import { MetadataPanel } from '#components/importing/metadata-panel.tsx'
import { OpenDrafts } from '#components/importing/open-drafts.tsx'
import { SourceForm } from '#components/importing/source-form.tsx'
import { UpstreamPanel } from '#components/importing/upstream/upstream-panel.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { env } from '#lib/env.ts'
import { listImports } from '#lib/readme/apply/queries.ts'
import { listDrafts } from '#lib/readme/apply/review-queries.ts'
import { listJobs } from '#lib/jobs/queries.ts'
import { isFinished } from '#lib/jobs/schema.ts'
import { getUpstream } from '#lib/intake/upstream/queries.ts'
import { forPage } from '#lib/web/page.ts'
import { requireAccess } from '#lib/web/list-access.ts'
import {
  cancelJobAction,
  checkUpstreamAction,
  completeMetadataAction,
  discardDraftAction,
  forgetUpstreamAction,
  reviewUpstreamAction,
  saveUpstreamAction,
  startImportAction,
  undoImportAction,
} from './actions.ts'
import { polledJob } from './polled-job.ts'

export const metadata: Metadata = { title: 'Import' }

const UPSTREAM_ACTIONS = {
  save: saveUpstreamAction,
  forget: forgetUpstreamAction,
  check: checkUpstreamAction,
  review: reviewUpstreamAction,
}

export default async function ImportPage({ params }: { params: Promise<{ list: string }> }) {
  const { list } = await params
  const access = await requireAccess(list, `/l/${list}/import`)
  const [imports, drafts, upstream, jobs] = await forPage(
    Promise.all([listImports(access), listDrafts(access), getUpstream(access), listJobs(access)]),
  )
  const services = env().METADATA_SERVICES
  const check = jobs.find((job) => job.kind === 'upstream.check' && !isFinished(job.state))
  const completion = jobs.find((job) => job.kind === 'metadata.complete')
  return (
    <>
      <PageHeader
        title="Import"
        description="Bring in a list from anywhere, or a newer version of it. What your group wrote here is never replaced unasked."
      />
      <div className="grid gap-x-12 gap-y-12 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0 space-y-12">
          <SourceForm list={list} start={startImportAction} />
          {drafts.length > 0 && (
            <Part title="Looked at, not applied" hint="Kept for a week, with everything decided about them.">
              <OpenDrafts list={list} drafts={drafts} discard={discardDraftAction} />
            </Part>
          )}
          {imports.length > 0 && (
            <Part title="Earlier imports">
              <EarlierImports list={list} imports={imports} undo={undoImportAction} />
            </Part>
          )}
        </div>
        <div className="min-w-0 space-y-12">
          <Part title="Upstream" hint="Where the list is kept by others. It is looked at, never taken over by itself.">
            <UpstreamPanel
              key={upstream ? `${upstream.url} ${upstream.branch} ${upstream.path}` : 'none'}
              list={list}
              upstream={upstream}
              running={check ? polledJob(check) : null}
              actions={UPSTREAM_ACTIONS}
            />
          </Part>
          {services.length > 0 && (
            <Part title="Complete papers">
              <MetadataPanel
                list={list}
                services={services}
                latest={completion ? polledJob(completion) : null}
                complete={completeMetadataAction}
                cancel={cancelJobAction}
              />
            </Part>
          )}
        </div>
      </div>
    </>
  )
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const id = `part-${title.toLowerCase().replace(/\W+/g, '-')}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="font-serif text-xl font-semibold">
        {title}
      </h2>
      {hint && <p className="mt-0.5 text-sm text-muted">{hint}</p>}
      <div className="mt-4">{children}</div>
    </section>
  )
}
