'use client'

import { useActionState } from 'react'
import { FormMessage } from '#components/ui/form-message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { RevokeShare } from './share-types.ts'

/** Asks once, then ends the link. A <details>, so that it asks without JavaScript too. */
export function RevokeForm({
  list,
  id,
  name,
  revoke,
}: {
  list: string
  id: string
  name: string
  revoke: RevokeShare
}) {
  const [result, send] = useActionState(revoke, null)
  return (
    <details className="group">
      <summary className="link inline-flex min-h-8 touch:min-h-11 items-center text-sm">
        Revoke<span className="sr-only"> the link to {name}</span>…
      </summary>
      <form action={send} className="mt-2 grid gap-2.5">
        <input type="hidden" name="list" value={list} />
        <input type="hidden" name="id" value={id} />
        <p className="text-sm text-muted">
          Whoever has the link will find nothing there, at once. This cannot be undone.
        </p>
        <div>
          <SubmitButton variant="danger" size="sm" pendingLabel="Revoking…">
            Revoke this link
          </SubmitButton>
        </div>
        <FormMessage result={result} />
      </form>
    </details>
  )
}
