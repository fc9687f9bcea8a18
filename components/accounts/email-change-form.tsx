'use client'

import { Field } from '#components/ui/field.tsx'
import { FormMessage } from '#components/ui/form-message.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { PersonAction } from '../members/people-types.ts'

/** For the installation's admin, whose first address may be a placeholder. */
export function EmailChangeForm({ email, change }: { email: string; change: PersonAction }) {
  const { result, run, typed, error } = useForm(change)
  return (
    <form action={run} className="grid gap-4">
      <Field
        label="E-mail address"
        hint="What you sign in with later, by mail or through a provider. As the installation’s admin you can change it; write it with care, for nobody checks it."
        error={error('email')}
      >
        <Input
          type="email"
          name="email"
          required
          maxLength={254}
          autoComplete="email"
          defaultValue={typed('email', email)}
        />
      </Field>
      <FormMessage result={result} success="Your address is saved." />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Saving…">
          Save address
        </SubmitButton>
      </div>
    </form>
  )
}
