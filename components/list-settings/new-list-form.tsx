'use client'

import { Field } from '#components/ui/field.tsx'
import { FormMessage } from '#components/ui/form-message.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { FormAction } from './form-action.ts'
import { VisibilityChoice } from './visibility-choice.tsx'

/** Makes a list; the address may be left to be made from the title. */
export function NewListForm({ create }: { create: FormAction }) {
  const { result, run, typed, error } = useForm(create)
  return (
    <form action={run} className="space-y-6">
      <Field label="Title" error={error('title')}>
        <Input name="title" required maxLength={200} autoComplete="off" defaultValue={typed('title', '')} />
      </Field>
      <Field
        label="Address"
        optional
        hint="The last part of the list’s address: letters, digits and hyphens. Left empty, it is made from the title."
        error={error('slug')}
      >
        <Input name="slug" maxLength={60} autoComplete="off" autoCapitalize="none" defaultValue={typed('slug', '')} />
      </Field>
      <Field
        label="Description"
        optional
        hint="One or two sentences about what the list collects."
        error={error('description')}
      >
        <Textarea name="description" rows={3} maxLength={2000} defaultValue={typed('description', '')} />
      </Field>
      <VisibilityChoice value={typed('visibility', 'PRIVATE') === 'PUBLIC' ? 'PUBLIC' : 'PRIVATE'} />
      <FormMessage result={result} />
      <SubmitButton pendingLabel="Making the list…">Make the list</SubmitButton>
    </form>
  )
}
