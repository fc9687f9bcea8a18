'use client'

import { Field } from '#components/ui/field.tsx'
import { FormMessage } from '#components/ui/form-message.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { PersonAction } from '../members/people-types.ts'

/** Changes the name that others see. */
export function NameForm({ name, rename }: { name: string; rename: PersonAction }) {
  const { result, run, typed, error } = useForm(rename)
  return (
    <form action={run} className="grid gap-4">
      <Field label="Name" hint="Shown to the people of your lists, beside what you write." error={error('name')}>
        <Input name="name" required maxLength={100} autoComplete="name" defaultValue={typed('name', name)} />
      </Field>
      <FormMessage result={result} success="Your name is saved." />
      <div>
        <SubmitButton pendingLabel="Saving…">Save name</SubmitButton>
      </div>
    </form>
  )
}
