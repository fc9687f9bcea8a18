'use client'

import { type ReactNode, useActionState } from 'react'
import { type FormAction, keepTyped } from './form-action.ts'
import { FormMessage } from '#components/ui/form-message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

/** A short form inside a dialog, which closes when all went well. */
export function DialogForm({
  action,
  hidden,
  submitLabel,
  onDone,
  children,
}: {
  action: FormAction<void>
  hidden: Record<string, string>
  submitLabel: string
  onDone: () => void
  children: (errors: Record<string, string>) => ReactNode
}) {
  const [result, send] = useActionState(async (...[previous, form]: Parameters<FormAction<void>>) => {
    const answer = await action(previous, form)
    if (answer.ok) onDone()
    return answer
  }, null)
  const errors: Record<string, string> = result?.ok === false ? result.fields : {}
  return (
    <form onSubmit={keepTyped(send)} className="grid gap-5">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {Object.keys(errors).length === 0 && <FormMessage result={result?.ok === false ? result : null} />}
      {children(errors)}
      <div className="flex justify-end">
        <SubmitButton pendingLabel="One moment…">{submitLabel}</SubmitButton>
      </div>
    </form>
  )
}
