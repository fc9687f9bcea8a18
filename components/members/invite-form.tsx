'use client'

import { startTransition, useActionState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { FormMessage } from '#components/ui/form-message.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { MadeLink } from './made-link.tsx'
import type { InviteAction } from './people-types.ts'
import { ROLES } from './role-words.ts'

/** Invites somebody and shows their link. Works without JavaScript; with it, what was typed stays when something is wrong. */
export function InviteForm({ list, mails, invite }: { list: string; mails: boolean; invite: InviteAction }) {
  const [result, send] = useActionState(invite, null)
  const errors: Record<string, string> = result?.ok === false ? result.fields : {}
  // What was typed goes once somebody was invited with it.
  const invited = result?.ok ? result.data.userId : null
  return (
    <form
      action={send}
      onSubmit={(event) => {
        // React empties a form whose action has ended; sent by hand, it keeps what was typed.
        event.preventDefault()
        const data = new FormData(event.currentTarget)
        startTransition(() => send(data))
      }}
      className="grid gap-5"
      aria-labelledby="invite"
    >
      <input type="hidden" name="list" value={list} />
      <Field
        key={`email/${invited}`}
        label="E-mail address"
        hint={mails ? 'They get a message with a sign-in link.' : 'This site sends no mail: you get a link to hand on.'}
        error={errors.email}
      >
        <Input type="email" name="email" required maxLength={254} autoComplete="off" />
      </Field>
      <Field key={`name/${invited}`} label="Name" optional error={errors.name}>
        <Input name="name" maxLength={100} autoComplete="off" />
      </Field>
      <Field
        label="Role"
        hint="Viewers read. Members also write notes, edit papers and share. Admins do everything and invite."
        error={errors.role}
      >
        <Select name="role" defaultValue="MEMBER">
          {ROLES.map(({ role, name }) => (
            <option key={role} value={role}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <FormMessage result={result?.ok === false ? result : null} />
      <div>
        <SubmitButton pendingLabel="Inviting…">Invite</SubmitButton>
      </div>
      {result?.ok && <MadeLink key={result.data.link?.url ?? result.data.userId} made={result.data} />}
    </form>
  )
}
