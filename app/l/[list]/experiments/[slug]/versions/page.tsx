import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ExperimentVersions } from '#components/experiments/editor/experiment-versions.tsx'
import { RestoreExperimentVersion } from '#components/experiments/editor/restore-version.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getExperimentVersion, listExperimentVersions } from '#lib/experiments/authored/version-queries.ts'
import { lineDiffApart } from '#lib/notes/history/line-diff-apart.ts'
import { forPage } from '#lib/web/page.ts'
import { restoreVersionAction } from '../edit/actions.ts'
import { type ExperimentParams, loadExperiment } from '../load.ts'

type Props = ExperimentParams & { searchParams: Promise<{ v?: string | string[]; page?: string | string[] }> }

export const metadata: Metadata = { title: 'Versions of an experiment' }

/** Every text that was saved of an experiment, and what each changed. */
export default async function ExperimentVersionsPage({ params, searchParams }: Props) {
  const { list, slug } = await params
  const { v, page } = await searchParams
  const { access, view } = await loadExperiment(list, slug, '/versions')
  if (view.isOnDisk) notFound()
  const versions = await forPage(listExperimentVersions(access, slug))
  const latest = versions[0]?.number ?? 1
  const number = typeof v === 'string' && /^[1-9]\d{0,8}$/.test(v) ? Number(v) : latest
  const [shown, before] = await Promise.all([
    forPage(getExperimentVersion(access, slug, number)),
    number > 1 ? forPage(getExperimentVersion(access, slug, number - 1)) : null,
  ])
  const own = `/l/${list}/experiments/${slug}`
  return (
    <>
      <PageHeader
        title="Versions"
        description={
          <>
            Of{' '}
            <Link href={own} className="link">
              {view.description.title}
            </Link>
            , each as it was saved.
          </>
        }
      />
      <ExperimentVersions
        versions={versions}
        shown={{
          number: shown.number,
          source: shown.source,
          changes: await forPage(lineDiffApart(before?.source ?? '', shown.source, Number(page ?? 1))),
        }}
        href={(version, to) => `${own}/versions?v=${version}${to === undefined ? '' : `&page=${to}`}`}
        controls={
          view.mayWrite && (
            <>
              <ButtonLink href={`${own}/edit?version=${number}`} size="sm" prefetch={false}>
                Open in the editor
              </ButtonLink>
              {number !== latest && (
                <RestoreExperimentVersion
                  action={restoreVersionAction}
                  target={{ list, slug }}
                  number={number}
                  latest={latest}
                />
              )}
            </>
          )
        }
      />
    </>
  )
}
