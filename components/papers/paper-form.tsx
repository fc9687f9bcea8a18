'use client'

import { useActionState, useState } from 'react'
import { ButtonLink } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormMessage } from '#components/ui/form-message.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { PaperFormValues } from '#lib/papers/schema.ts'
import { AlreadyThere } from './already-there.tsx'
import { AuthorsField } from './authors-field.tsx'
import { type FormAction, keepTyped } from './form-action.ts'
import { LinkRows } from './link-rows.tsx'
import { PaperConflictNotice } from './paper-conflict.tsx'
import { SectionSelect, type SectionChoice } from './section-select.tsx'
import { useShowProblem } from './use-show-problem.ts'

/**
 * The fields of a paper, to add one or to change one. What was typed stays, whatever the answer;
 * where someone saved meanwhile, both sides are shown.
 */
export function PaperForm({
  action,
  list,
  paper,
  baseVersion,
  initial,
  sections,
  sectionId,
  submitLabel,
  cancelHref,
}: {
  action: FormAction<never>
  list: string
  /** The paper to change; left out: a new one, which needs `sections`. */
  paper?: string
  baseVersion?: number
  initial: PaperFormValues
  sections?: readonly SectionChoice[]
  sectionId?: string
  submitLabel: string
  cancelHref: string
}) {
  const [result, send] = useActionState(action, null)
  const form = useShowProblem(result)
  const [values, setValues] = useState(initial)
  const set = (change: Partial<PaperFormValues>) => setValues((before) => ({ ...before, ...change }))
  const bind = (name: 'title' | 'venue' | 'year' | 'abstract' | 'arxiv' | 'doi') => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  })
  const errors: Record<string, string> = result?.ok === false ? result.fields : {}
  return (
    <form ref={form} action={send} onSubmit={keepTyped(send)} className="grid max-w-3xl gap-6">
      <input type="hidden" name="list" value={list} />
      {paper && <input type="hidden" name="paper" value={paper} />}
      {result?.ok === false && result.code === 'conflict' ? (
        <PaperConflictNotice details={result.details} mine={values} onTake={set} />
      ) : (
        <FormMessage result={result?.ok === false ? result : null} />
      )}
      {result?.ok === false && <AlreadyThere details={result.details} list={list} />}
      {sections && <SectionSelect sections={sections} defaultValue={sectionId ?? ''} error={errors.sectionId} />}
      <Field label="Title" hint="Formulas between dollar signs: $O(n)$." error={errors.title}>
        <Textarea {...bind('title')} rows={2} required maxLength={1000} />
      </Field>
      <AuthorsField value={values.authors} onChange={(authors) => set({ authors })} error={errors.authors} />
      <div className="grid gap-6 sm:grid-cols-[minmax(0,1fr)_8rem]">
        <Field label="Venue" optional error={errors.venue}>
          <Input {...bind('venue')} maxLength={300} placeholder="ICLR" />
        </Field>
        <Field label="Year" optional error={errors.year}>
          <Input {...bind('year')} inputMode="numeric" maxLength={4} />
        </Field>
      </div>
      <LinkRows links={values.links} onChange={(links) => set({ links })} errors={errors} />
      <div className="grid gap-6 sm:grid-cols-2">
        <Field label="arXiv number" optional hint="Not needed where a link names it." error={errors.arxiv}>
          <Input {...bind('arxiv')} placeholder="2109.01652" maxLength={500} />
        </Field>
        <Field label="DOI" optional hint="Not needed where a link names it." error={errors.doi}>
          <Input {...bind('doi')} placeholder="10.1000/182" maxLength={500} />
        </Field>
      </div>
      <Field label="Abstract" optional error={errors.abstract}>
        <Textarea {...bind('abstract')} rows={7} maxLength={20_000} />
      </Field>
      <div className="flex flex-wrap gap-3">
        {baseVersion !== undefined && <SaveButton result={result} baseVersion={baseVersion} label={submitLabel} />}
        {baseVersion === undefined && <SubmitButton pendingLabel="Adding…">{submitLabel}</SubmitButton>}
        <ButtonLink href={cancelHref} variant="ghost">
          Cancel
        </ButtonLink>
      </div>
    </form>
  )
}

/** After a conflict the person has seen the other side: the next save starts from there. */
function SaveButton({
  result,
  baseVersion,
  label,
}: {
  result: { ok: boolean; details?: unknown } | null
  baseVersion: number
  label: string
}) {
  const details = result?.details
  const seen = typeof details === 'object' && details !== null && 'version' in details ? Number(details.version) : null
  return (
    <SubmitButton name="baseVersion" value={String(seen ?? baseVersion)} pendingLabel="Saving…">
      {seen === null ? label : 'Save what stands here'}
    </SubmitButton>
  )
}
