import { requireAccess } from '#lib/web/list-access.ts'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ApplyProgress } from '#components/importing/apply-progress.tsx'
import { reportHref } from '#components/importing/preview/report-href.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getJob } from '#lib/jobs/queries.ts'
import { isFinished } from '#lib/jobs/schema.ts'
import { forPage } from '#lib/web/page.ts'
import { cancelJobAction } from '../../actions.ts'
import { polledJob } from '../../polled-job.ts'

export const metadata: Metadata = { title: 'Importing' }

type Props = {
  params: Promise<{ list: string; job: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ApplyingPage({ params, searchParams }: Props) {
  const { list, job: id } = await params
  const { draft } = await searchParams
  const access = await requireAccess(list, `/l/${list}/import/applying/${id}`)
  const job = polledJob(await forPage(getJob(access, id)))
  const report = reportHref(list, job)
  if (report) redirect(report)
  return (
    <>
      <PageHeader eyebrow="Import" title="Importing" />
      {!isFinished(job.state) && (
        <noscript>
          <meta httpEquiv="refresh" content="2" />
        </noscript>
      )}
      <ApplyProgress
        list={list}
        initial={job}
        draft={typeof draft === 'string' && /^[\w-]{1,40}$/.test(draft) ? draft : null}
        cancel={cancelJobAction}
      />
    </>
  )
}
