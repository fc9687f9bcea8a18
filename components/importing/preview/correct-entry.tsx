'use client'

import { type FormEvent, useId, useState, useTransition } from 'react'
import type { Correction } from '#lib/readme/plan/decisions.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { useDesk } from './decision-desk.tsx'

/** What an entry says now, as a form shows it. */
export type EntryValues = { title: string; authors: string; venue: string; year: string; url: string }

type Wanted = Partial<Record<keyof EntryValues, string | number | null>>

/** Only what was changed: everything else stays as the file has it, now and in its next version. */
function changed(before: EntryValues, form: FormData): Wanted {
  const wanted: Wanted = {}
  for (const name of ['title', 'authors', 'venue', 'year', 'url'] as const) {
    const value = String(form.get(name) ?? '').trim()
    if (value === before[name].trim()) continue
    if (name === 'year') wanted.year = value === '' ? null : Number(value)
    else wanted[name] = name === 'title' || name === 'authors' ? value : value || null
  }
  return wanted
}

const lastPart = (path: string) => path.slice(path.lastIndexOf('.') + 1)

/** The fields of one entry, to be set right by hand. `isPaper`: of a part that the reader took for text. */
export function CorrectEntry({
  entryKey,
  values,
  decided,
  isPaper = false,
  onDone,
}: {
  entryKey: string
  values: EntryValues
  decided: Correction | null
  isPaper?: boolean
  onDone: () => void
}) {
  const { save } = useDesk()
  const id = useId()
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [message, setMessage] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const wanted = changed(values, new FormData(event.currentTarget))
    if (Number.isNaN(wanted.year)) {
      setErrors({ year: 'A year in four digits, or nothing.' })
      return
    }
    if (isPaper && !wanted.title) {
      setErrors({ title: 'A paper needs a title.' })
      return
    }
    if (Object.keys(wanted).length === 0) {
      onDone()
      return
    }
    start(async () => {
      const correction = { ...decided, ...wanted, ...(isPaper ? { isPaper: true, skip: false } : {}) } as Correction
      const result = await save({ entries: { [entryKey]: correction } }, 'The correction is saved.')
      if (result.ok) {
        onDone()
        return
      }
      const fields = Object.fromEntries(Object.entries(result.fields).map(([path, text]) => [lastPart(path), text]))
      setErrors(fields)
      setMessage(Object.keys(fields).length === 0 ? result.message : null)
    })
  }
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={isPaper ? 'The paper in this text' : `Correct “${values.title}”`}
      className="mt-3 grid gap-4 rounded-md border border-line bg-sunken p-4"
    >
      <Field label="Title" error={errors.title}>
        {/* The person asked for this form: its first field is where they go on. */}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
        <Textarea name="title" rows={2} id={`${id}-title`} defaultValue={values.title} autoFocus />
      </Field>
      <Field label="Authors" hint="Separated by commas, as in “Jason Wei, Maarten Bosma”." error={errors.authors}>
        <Textarea name="authors" rows={2} defaultValue={values.authors} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-[1fr_7rem]">
        <Field label="Venue" error={errors.venue}>
          <Input name="venue" defaultValue={values.venue} />
        </Field>
        <Field label="Year" error={errors.year}>
          <Input name="year" inputMode="numeric" defaultValue={values.year} />
        </Field>
      </div>
      <Field label="Link" error={errors.url}>
        <Input name="url" type="url" defaultValue={values.url} spellCheck={false} />
      </Field>
      {message && (
        <p role="alert" className="text-sm font-medium text-danger">
          {message}
        </p>
      )}
      <div className="flex flex-wrap gap-2.5">
        <Button type="submit" size="sm" variant="primary" aria-disabled={pending}>
          {pending ? 'Saving…' : 'Save'}
        </Button>
        <Button size="sm" variant="ghost" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
