'use client'

import { useState, useTransition } from 'react'
import { type MetadataService, isFinished } from '#lib/jobs/schema.ts'
import type { CompletionResult } from '#lib/intake/metadata/complete-job.ts'
import type { CallAction } from '#components/papers/form-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { JobBar } from './job-bar.tsx'
import { type PolledJob, useJob } from './use-job.ts'

const NAMES: Record<MetadataService, string> = { arxiv: 'arXiv', crossref: 'Crossref', openalex: 'OpenAlex' }

const isResult = (value: unknown): value is CompletionResult =>
  typeof value === 'object' && value !== null && 'filled' in value && 'fields' in value

function resultInWords(result: unknown): string {
  if (!isResult(result)) return 'Done.'
  if (result.filled === 0) return `Asked about ${result.asked.toLocaleString('en')} papers; there was nothing to add.`
  const fields = Object.entries(result.fields).map(([field, number]) => `${field} of ${number.toLocaleString('en')}`)
  return `Filled in: ${fields.join(', ')}. What somebody wrote was left alone.`
}

/** Lets the services that the installation allows fill in what papers lack. */
export function MetadataPanel({
  list,
  services,
  latest,
  complete,
  cancel,
}: {
  list: string
  services: readonly MetadataService[]
  /** The last time that somebody asked for it. */
  latest: PolledJob | null
  complete: CallAction<PolledJob>
  cancel: CallAction<void>
}) {
  const [current, setCurrent] = useState(latest)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const begin = () =>
    start(async () => {
      const result = await complete({ list })
      if (result.ok) setCurrent(result.data)
      setProblem(result.ok ? null : result.message)
    })
  return (
    <div className="max-w-measure space-y-4">
      <p className="text-[0.9375rem] text-muted">
        Authors, venue, year and abstract that papers lack are looked up at{' '}
        {services.map((service) => NAMES[service]).join(', ')}. What somebody wrote is never replaced.
      </p>
      {current ? (
        <Completion key={current.id} list={list} initial={current} cancel={cancel} begin={begin} pending={pending} />
      ) : (
        <Button onClick={begin} aria-disabled={pending}>
          Complete the papers
        </Button>
      )}
      {problem && (
        <Notice tone="danger" role="alert">
          {problem}
        </Notice>
      )}
    </div>
  )
}

function Completion({
  list,
  initial,
  cancel,
  begin,
  pending,
}: {
  list: string
  initial: PolledJob
  cancel: CallAction<void>
  begin: () => void
  pending: boolean
}) {
  const { job, isLost } = useJob(list, initial)
  const [isStopping, start] = useTransition()
  if (!isFinished(job.state)) {
    return (
      <>
        <JobBar job={job} label="Completing papers" isLost={isLost} />
        <Button
          size="sm"
          aria-disabled={isStopping}
          onClick={() => start(async () => void (await cancel({ list, job: job.id })))}
        >
          {isStopping ? 'Cancelling…' : 'Cancel'}
        </Button>
      </>
    )
  }
  return (
    <>
      <p role="status" className="text-[0.9375rem]">
        {job.state === 'DONE' && resultInWords(job.result)}
        {job.state === 'CANCELLED' && 'Cancelled. What had been found until then is kept.'}
        {job.state === 'FAILED' && `It stopped: ${job.error}`}
      </p>
      <Button size="sm" onClick={begin} aria-disabled={pending}>
        Look again
      </Button>
    </>
  )
}
