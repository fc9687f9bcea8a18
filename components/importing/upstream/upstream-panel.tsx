'use client'

import { Eye, RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useActionState, useEffect, useState, useTransition } from 'react'
import { isFinished } from '#lib/jobs/schema.ts'
import { CHECK_INTERVALS, type UpstreamView } from '#lib/intake/upstream/schema.ts'
import type { CallAction, FormAction } from '#components/papers/form-action.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormMessage } from '#components/ui/form-message.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Time } from '#components/ui/time.tsx'
import { newsInWords } from './upstream-words.ts'
import { type PolledJob, useJob } from '../use-job.ts'

type Actions = {
  save: CallAction<void>
  forget: CallAction<void>
  /** Starts a look, which goes on in the background. */
  check: CallAction<PolledJob>
  /** Fetches what is there now and opens its preview. */
  review: FormAction<never>
}

/** The address that a list is kept at: what it has that the list does not, and how often to look. */
export function UpstreamPanel({
  list,
  upstream,
  running,
  actions,
}: {
  list: string
  upstream: UpstreamView | null
  running: PolledJob | null
  actions: Actions
}) {
  const [isEditing, setEditing] = useState(upstream === null)
  const [looking, setLooking] = useState(running)
  const [problem, setProblem] = useState<string | null>(null)
  const [reviewed, review] = useActionState(actions.review, null)
  const [pending, start] = useTransition()
  const look = () =>
    start(async () => {
      const result = await actions.check({ list })
      if (result.ok) setLooking(result.data)
      setProblem(result.ok ? null : result.message)
    })
  if (upstream === null || isEditing) {
    return <UpstreamForm list={list} upstream={upstream} actions={actions} onDone={() => setEditing(false)} />
  }
  const interval = CHECK_INTERVALS.find(({ hours }) => hours === upstream.checkEveryHours)
  const every = interval?.label.toLowerCase() ?? `every ${upstream.checkEveryHours} hours`
  return (
    <div className="space-y-4">
      <div>
        <p className="font-medium break-all">
          {upstream.url}
          {(upstream.branch || upstream.path) && (
            <span className="text-muted"> {[upstream.branch, upstream.path].filter(Boolean).join(' · ')}</span>
          )}
        </p>
        <p className="text-sm text-muted">
          Looked at {every} ·{' '}
          {upstream.checkedAt ? (
            <>
              last look <Time date={upstream.checkedAt} time />
            </>
          ) : (
            'not looked at yet'
          )}
        </p>
      </div>
      {upstream.error && (
        <Notice tone="warning" title="The last look failed">
          {upstream.error}
        </Notice>
      )}
      {upstream.news ? (
        <Notice tone="info" title={newsInWords(upstream.news)}>
          Nothing is taken over before you have seen it.
        </Notice>
      ) : (
        upstream.checkedAt && !upstream.error && <p className="text-sm">Nothing new there at the last look.</p>
      )}
      {looking && <Looking key={looking.id} list={list} job={looking} onEnd={() => setLooking(null)} />}
      <div className="flex flex-wrap items-center gap-2.5">
        <form action={review}>
          <input type="hidden" name="list" value={list} />
          <SubmitButton size="sm" variant={upstream.news ? 'primary' : 'secondary'} pendingLabel="Fetching…">
            <Eye aria-hidden />
            Review
          </SubmitButton>
        </form>
        <Button size="sm" onClick={look} aria-disabled={pending || looking !== null}>
          <RefreshCw aria-hidden />
          Look now
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setEditing(true)}>
          Change
        </Button>
      </div>
      <div aria-live="polite">
        <FormMessage result={reviewed?.ok === false ? reviewed : null} />
        {problem && <Notice tone="danger">{problem}</Notice>}
      </div>
    </div>
  )
}

/** A look on its way; the page is brought up to date when it ends. */
function Looking({ list, job, onEnd }: { list: string; job: PolledJob; onEnd: () => void }) {
  const router = useRouter()
  const { job: now } = useJob(list, job)
  const hasEnded = isFinished(now.state)
  useEffect(() => {
    if (!hasEnded) return
    router.refresh()
    if (now.state !== 'FAILED') onEnd()
  }, [hasEnded, now.state, onEnd, router])
  return (
    <p role="status" className="text-sm text-muted">
      {now.state === 'FAILED' ? now.error : 'Looking…'}
    </p>
  )
}

function UpstreamForm({
  list,
  upstream,
  actions,
  onDone,
}: {
  list: string
  upstream: UpstreamView | null
  actions: Pick<Actions, 'save' | 'forget'>
  onDone: () => void
}) {
  const router = useRouter()
  const [result, setResult] = useState<Awaited<ReturnType<Actions['save']>> | null>(null)
  const [pending, start] = useTransition()
  const error = (field: string) => (result?.ok === false ? result.fields[field] : undefined)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    start(async () => {
      const answer = await actions.save(form)
      setResult(answer)
      if (answer.ok) {
        onDone()
        router.refresh()
      }
    })
  }
  const isKnown = CHECK_INTERVALS.some(({ hours }) => hours === (upstream?.checkEveryHours ?? null))
  return (
    <form onSubmit={submit} noValidate className="grid max-w-measure gap-4" aria-busy={pending}>
      <input type="hidden" name="list" value={list} />
      <Field label="Address" error={error('url')}>
        <Input
          name="url"
          type="url"
          defaultValue={upstream?.url ?? ''}
          placeholder="https://github.com/owner/awesome-papers"
          spellCheck={false}
        />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Branch" optional error={error('branch')}>
          <Input name="branch" defaultValue={upstream?.branch ?? ''} spellCheck={false} />
        </Field>
        <Field label="Path" optional error={error('path')}>
          <Input name="path" defaultValue={upstream?.path ?? ''} spellCheck={false} />
        </Field>
      </div>
      <Field label="Look there" error={error('checkEveryHours')}>
        <Select name="checkEveryHours" defaultValue={String(upstream?.checkEveryHours ?? '')}>
          {CHECK_INTERVALS.map(({ hours, label }) => (
            <option key={label} value={hours ?? ''}>
              {label}
            </option>
          ))}
          {!isKnown && (
            <option value={String(upstream?.checkEveryHours)}>Every {upstream?.checkEveryHours} hours</option>
          )}
        </Select>
      </Field>
      <div aria-live="polite" className="empty:hidden">
        {result?.ok === false && Object.keys(result.fields).length === 0 && <FormMessage result={result} />}
      </div>
      <div className="flex flex-wrap gap-2.5">
        <Button type="submit" size="sm" variant="primary" aria-disabled={pending}>
          {pending ? 'Saving…' : 'Save the address'}
        </Button>
        {upstream && (
          <>
            <Button size="sm" variant="ghost" onClick={onDone}>
              Cancel
            </Button>
            <ConfirmDialog
              trigger={
                <Button size="sm" variant="danger">
                  Forget it
                </Button>
              }
              title="Forget this address?"
              confirmLabel="Forget it"
              onConfirm={async () => {
                const answer = await actions.forget({ list })
                if (!answer.ok) return answer.message
                router.refresh()
              }}
            >
              Nobody will look there any more. The list stays as it is.
            </ConfirmDialog>
          </>
        )}
      </div>
    </form>
  )
}
