'use client'

import { LogOut } from 'lucide-react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Time } from '#components/ui/time.tsx'
import { useForm } from '#components/ui/use-form.ts'
import { FormMessage } from '#components/ui/form-message.tsx'
import type { OwnSession } from '#lib/accounts/account-queries.ts'
import type { PersonAction } from '../members/people-types.ts'

function SessionItem({ session, act, label }: { session: OwnSession; act: PersonAction; label: string }) {
  const { result, run } = useForm(act)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4">
      <div>
        <p className="font-medium">
          Signed in on <Time date={session.createdAt} time />
          {session.isCurrent && (
            <Badge tone="success" className="ml-2">
              This browser
            </Badge>
          )}
        </p>
        <p className="text-sm text-muted">
          {session.lists !== null && `Opens ${session.lists === 1 ? '1 list' : `${session.lists} lists`} only. `}
          Ends by itself on <Time date={session.expires} />
        </p>
        <FormMessage result={result} />
      </div>
      <form action={run}>
        <input type="hidden" name="sessionId" value={session.id} />
        <SubmitButton variant="secondary" size="sm" pendingLabel="Ending…">
          {label}
        </SubmitButton>
      </form>
    </li>
  )
}

/** The person's open sessions, each with its end; and the end of all of them. */
export function SessionList({
  sessions,
  end,
  signOut,
  signOutEverywhere,
}: {
  sessions: OwnSession[]
  end: PersonAction
  signOut: PersonAction
  signOutEverywhere: PersonAction
}) {
  return (
    <>
      <ul className="my-5 divide-y divide-line border-y border-line">
        {sessions.map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            act={session.isCurrent ? signOut : end}
            label={session.isCurrent ? 'Sign out' : 'End'}
          />
        ))}
      </ul>
      <ConfirmDialog
        title="Sign out everywhere?"
        confirmLabel="Sign out everywhere"
        trigger={
          <Button variant="danger">
            <LogOut aria-hidden />
            Sign out everywhere…
          </Button>
        }
        onConfirm={async () => {
          const result = await signOutEverywhere({})
          return result.ok ? undefined : result.message
        }}
      >
        Every browser is signed out, this one too, and unused sign-in links end.
      </ConfirmDialog>
    </>
  )
}
