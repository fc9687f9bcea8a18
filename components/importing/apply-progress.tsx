'use client'

import clsx from 'clsx'
import { Check } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import type { CallAction } from '#components/papers/form-action.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { JobBar } from './job-bar.tsx'
import { reportHref } from './preview/report-href.ts'
import { type PolledJob, useJob } from './use-job.ts'

const STEPS = [
  ['parsed', 'Parsed'],
  ['matched', 'Matched'],
  ['written', 'Written'],
] as const

/** An import on its way into the list; it goes on where the page is left, and can be cancelled until it is in. */
export function ApplyProgress({
  list,
  initial,
  draft,
  cancel,
}: {
  list: string
  initial: PolledJob
  /** The preview to return to. */
  draft: string | null
  cancel: CallAction<void>
}) {
  const router = useRouter()
  const { job, isLost } = useJob(list, initial)
  const [pending, start] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  const report = reportHref(list, job)
  useEffect(() => {
    if (report) router.replace(report)
  }, [report, router])
  const base = `/l/${list}/import`
  const back = draft ? `${base}/${draft}` : base
  const backLabel = draft ? 'Back to the preview' : 'Back to imports'
  const at = STEPS.findIndex(([step]) => step === job.progress?.step)
  const stop = () =>
    start(async () => {
      const result = await cancel({ list, job: job.id })
      setProblem(result.ok ? null : result.message)
    })

  if (job.state === 'CANCELLED') {
    return (
      <Notice
        tone="info"
        role="status"
        title="Cancelled"
        action={
          <ButtonLink href={back} variant="primary" size="sm">
            {backLabel}
          </ButtonLink>
        }
      >
        Nothing was written: the list is as it was. The preview and what was decided in it are kept.
      </Notice>
    )
  }
  if (job.state === 'FAILED') {
    return (
      <Notice
        tone="danger"
        role="alert"
        title="The import was not applied"
        action={
          <ButtonLink href={back} variant="primary" size="sm">
            {backLabel}
          </ButtonLink>
        }
      >
        {job.error} Nothing was written.
      </Notice>
    )
  }
  if (job.state === 'DONE') {
    return (
      <Notice tone="success" role="status" title="Imported">
        <a href={report ?? `/l/${list}`} className="link">
          {report ? 'See the report' : 'Open the list'}
        </a>
      </Notice>
    )
  }
  return (
    <Card className="max-w-measure">
      <ol className="mb-5 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {STEPS.map(([step, label], index) => (
          <li
            key={step}
            aria-current={index === at ? 'step' : undefined}
            className={clsx('flex items-center gap-1.5', index <= at ? 'font-semibold text-ink' : 'text-muted')}
          >
            {index < at ? (
              <Check aria-label="done" className="size-4 text-success" />
            ) : (
              <span aria-hidden>{index + 1}</span>
            )}
            {label}
          </li>
        ))}
      </ol>
      <JobBar job={job} label="Import" isLost={isLost} />
      <div className="mt-6 flex flex-wrap items-center gap-4">
        <Button onClick={stop} aria-disabled={pending}>
          {pending ? 'Cancelling…' : 'Cancel'}
        </Button>
        <p className="text-sm text-muted">
          Everything is written in one go, or nothing. You may leave this page; the import goes on.
        </p>
      </div>
      {problem && (
        <p role="alert" className="mt-3 text-sm font-medium text-danger">
          {problem}
        </p>
      )}
    </Card>
  )
}
