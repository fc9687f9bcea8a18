'use client'

import { startTransition, useActionState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { FormMessage } from '#components/ui/form-message.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { ExpiryFields } from './expiry-fields.tsx'
import { IncludeFields } from './include-fields.tsx'
import { NewLink } from './new-link.tsx'
import { ScopeFields } from './scope-fields.tsx'
import type { ShareChoices } from '#lib/sharing/choice-queries.ts'
import type { CreateShare } from './share-types.ts'

/** Makes a link. Works without JavaScript; with it, what was typed stays when something is wrong. */
export function ShareForm({
  list,
  choices,
  sectionId,
  create,
}: {
  list: string
  choices: ShareChoices
  /** The section that was chosen before the form was opened. */
  sectionId: string | null
  create: CreateShare
}) {
  const [result, send] = useActionState(create, null)
  const errors: Record<string, string> = result?.ok === false ? result.fields : {}
  return (
    <form
      action={send}
      onSubmit={(event) => {
        // React empties a form whose action has ended; sent by hand, it keeps what was typed.
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        startTransition(() => send(form))
      }}
      className="grid gap-6"
      aria-labelledby="new-link"
    >
      <input type="hidden" name="list" value={list} />
      {/* A link that was made clears the form: sent again, it would make another. */}
      <div key={result?.ok ? result.data.url : 'new'} className="grid gap-6">
        <ScopeFields list={list} choices={choices} sectionId={sectionId} errors={errors} />
        <IncludeFields />
        <ExpiryFields errors={errors} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Field
            label="Password"
            optional
            hint="At least 8 characters. Tell it to people yourself."
            error={errors.password}
          >
            <Input type="password" name="password" autoComplete="new-password" maxLength={200} />
          </Field>
          <Field label="Label" optional hint="For your group only: whom the link is for." error={errors.label}>
            <Input name="label" maxLength={120} />
          </Field>
        </div>
      </div>
      <div>
        <FormMessage result={result?.ok === false ? result : null} className="mb-5 empty:mb-0" />
        {result?.ok && (
          <div className="mb-5">
            <NewLink key={result.data.url} url={result.data.url} />
          </div>
        )}
        <SubmitButton pendingLabel="Making the link…">Make the link</SubmitButton>
      </div>
    </form>
  )
}
