'use client'

import { useDeferredValue } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { formatAuthors, parseAuthors } from '#lib/papers/fields/authors.ts'

/** The authors as one text, with what the program makes of it as one types. */
export function AuthorsField({
  value,
  onChange,
  error,
}: {
  value: string
  onChange: (value: string) => void
  error: string | undefined
}) {
  const { authors, truncated } = parseAuthors(useDeferredValue(value))
  const understood =
    authors.length === 0
      ? 'As in a citation: “Wei, J., Bosma, M., … & Le, Q. V.”, or full names with commas between.'
      : `Understood as ${authors.length === 1 ? 'one author' : `${authors.length} authors`}: ${formatAuthors(authors, truncated)}`
  return (
    <Field label="Authors" optional hint={<span aria-live="polite">{understood}</span>} error={error}>
      <Textarea
        name="authors"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        rows={2}
        maxLength={20_000}
      />
    </Field>
  )
}
