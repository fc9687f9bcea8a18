'use client'

import { startTransition, useActionState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { FormMessage } from '#components/ui/form-message.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { PersonFormAction } from '../members/people-types.ts'

/** Asks for a sign-in link by mail. Works without JavaScript; with it, what was typed stays when something is wrong. */
export function EmailForm({ request }: { request: PersonFormAction }) {
  const [result, send] = useActionState(request, null)
  return (
    <form
      action={send}
      onSubmit={(event) => {
        // React empties a form whose action has ended; sent by hand, it keeps what was typed.
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        startTransition(() => send(form))
      }}
      className="grid gap-4"
    >
      <Field
        label="E-mail address"
        hint="The one that you were invited with."
        error={result?.ok === false ? result.fields.email : null}
      >
        <Input type="email" name="email" required maxLength={254} autoComplete="email" />
      </Field>
      <FormMessage result={result} />
      <SubmitButton size="lg" pendingLabel="Sending…">
        Send me a sign-in link
      </SubmitButton>
    </form>
  )
}
