'use client'

import { RotateCcw } from 'lucide-react'
import { useActionState } from 'react'
import type { CallAction, FormAction } from '#components/papers/form-action.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { FormMessage } from '#components/ui/form-message.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useToast } from '#components/ui/toast.tsx'

type Target = { list: string; paper: string }

/** Makes an earlier version the note again, after asking. */
export function RestoreVersion({
  action,
  target,
  version,
}: {
  action: CallAction<{ version: number }>
  target: Target
  version: number
}) {
  const toast = useToast()
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm">
          <RotateCcw aria-hidden />
          Restore this version
        </Button>
      }
      danger={false}
      title={`Restore version ${version}?`}
      confirmLabel="Restore it"
      onConfirm={async () => {
        const result = await action({ ...target, version })
        if (!result.ok) return result.message
        toast({ title: `The note reads as it did in version ${version} again.` })
      }}
    >
      It becomes the note’s text as a new edit. What stands there now stays among the versions.
    </ConfirmDialog>
  )
}

/** Keeps the note as it is now under a name. */
export function NameVersion({ action, target }: { action: FormAction<{ version: number }>; target: Target }) {
  const [result, send] = useActionState(action, null)
  return (
    <form action={send} className="grid gap-2">
      <input type="hidden" name="list" value={target.list} />
      <input type="hidden" name="paper" value={target.paper} />
      <label htmlFor="version-name" className="text-sm text-muted">
        Keep the note as it is now, under a name
      </label>
      <div className="flex flex-wrap gap-2">
        <Input
          id="version-name"
          name="name"
          required
          maxLength={120}
          placeholder="Before the seminar"
          className="min-w-0 flex-1 basis-40"
        />
        <SubmitButton variant="secondary" pendingLabel="Keeping…">
          Keep this version
        </SubmitButton>
      </div>
      <FormMessage result={result} success="Kept under that name." />
    </form>
  )
}
