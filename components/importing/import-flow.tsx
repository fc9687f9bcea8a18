'use client'

import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react'
import type { ImportReport } from '#lib/importing/report.ts'
import type { ActionResult } from '#lib/web/action.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { ImportForm } from './import-form.tsx'
import { ImportReportView } from './import-report.tsx'
import { type Upload, uploadForm } from './upload.ts'

type Action = (form: FormData) => Promise<ActionResult<ImportReport>>
type Refusal = { message: string; fields: Record<string, string> }
type Step =
  | { name: 'choose' }
  | { name: 'preview'; report: ImportReport; isAnew: boolean }
  | { name: 'done'; report: ImportReport }

const LOST: Refusal = {
  message: 'The server could not be reached, or the upload was too large for it. Nothing was changed.',
  fields: {},
}
const isReport = (details: unknown): details is ImportReport =>
  typeof details === 'object' && details !== null && 'counts' in details

/** Choose a text, see what it would change, apply it. The upload stays in the browser until it is applied. */
export function ImportFlow({ list, preview, apply }: { list: string; preview: Action; apply: Action }) {
  const [step, setStep] = useState<Step>({ name: 'choose' })
  const [upload, setUpload] = useState<Upload>({ file: null, text: '', images: [] })
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [pending, startTransition] = useTransition()

  const send = (action: Action, form: FormData, then: (report: ImportReport) => Step) =>
    startTransition(async () => {
      const result = await action(form).catch(() => ({
        ok: false as const,
        code: 'error' as const,
        ...LOST,
        details: null,
      }))
      if (result.ok) {
        setStep(then(result.data))
        setRefusal(null)
      } else if (result.code === 'conflict' && isReport(result.details)) {
        setStep({ name: 'preview', report: result.details, isAnew: true })
        setRefusal(null)
      } else setRefusal(result)
    })

  const sendPreview = () =>
    send(preview, uploadForm(list, upload), (report) => ({ name: 'preview', report, isAnew: false }))
  const sendApply = (report: ImportReport) => {
    const form = uploadForm(list, upload)
    form.set('sha256', report.source.sha256)
    form.set('revision', String(report.list.revision))
    send(apply, form, (applied) => ({ name: 'done', report: applied }))
  }
  const startOver = () => {
    setStep({ name: 'choose' })
    setRefusal(null)
  }

  if (step.name === 'choose') {
    return <ImportForm upload={upload} change={setUpload} submit={sendPreview} pending={pending} refusal={refusal} />
  }
  if (step.name === 'done') {
    return (
      <Arrival key="done" title="Imported">
        <Notice tone="success" role="status" className="mb-6">
          The list is up to date with {step.report.source.origin}.
        </Notice>
        <ImportReportView report={step.report} />
        <div className="mt-8 flex flex-wrap gap-3">
          <ButtonLink href={`/l/${list}`} variant="primary">
            Open the list
          </ButtonLink>
          <Button
            variant="ghost"
            onClick={() => {
              setUpload({ file: null, text: '', images: [] })
              startOver()
            }}
          >
            Import another text
          </Button>
        </div>
      </Arrival>
    )
  }
  const { report, isAnew } = step
  return (
    <Arrival key={`${report.source.sha256}/${report.list.revision}`} title="Preview">
      {isAnew && (
        <Notice tone="warning" role="alert" className="mb-6" title="The list has changed meanwhile">
          This is the preview against the list as it is now. Nothing has been written yet.
        </Notice>
      )}
      {refusal && (
        <Notice tone="danger" role="alert" className="mb-6">
          {refusal.message}
        </Notice>
      )}
      <ImportReportView report={report} />
      <div className="sticky bottom-0 mt-8 flex flex-wrap items-center gap-3 border-t border-line bg-canvas py-4">
        {report.hasChanges && (
          <Button variant="primary" aria-disabled={pending} onClick={() => !pending && sendApply(report)}>
            {pending ? 'Applying…' : 'Apply this import'}
          </Button>
        )}
        <Button variant={report.hasChanges ? 'ghost' : 'secondary'} disabled={pending} onClick={startOver}>
          Choose another text
        </Button>
        <p aria-live="polite" className="text-sm text-muted">
          {pending ? 'Writing everything in one go; a large list takes some seconds.' : ''}
        </p>
      </div>
    </Arrival>
  )
}

/** A step that has just come: its heading takes the focus, so that it is read out. */
function Arrival({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section aria-labelledby="import-step">
      <h2 id="import-step" ref={heading} tabIndex={-1} className="mb-4 font-serif text-2xl font-semibold outline-none">
        {title}
      </h2>
      {children}
    </section>
  )
}
