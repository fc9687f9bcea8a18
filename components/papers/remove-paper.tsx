'use client'

import { Trash2 } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import type { CallAction } from './form-action.ts'

/** Takes the paper out of the list, after asking. */
export function RemovePaper({
  action,
  target,
  places,
}: {
  action: CallAction<unknown>
  target: { list: string; paper: string }
  places: number
}) {
  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger">
          <Trash2 aria-hidden />
          Remove
        </Button>
      }
      title="Remove this paper from the list?"
      confirmLabel="Remove the paper"
      onConfirm={async () => {
        const result = await action(target)
        // Undefined where the action has led to another page.
        if (result?.ok === false) return result.message
      }}
    >
      {places > 1 ? `It leaves all ${places} sections where it stands. ` : ''}
      Nothing is lost: its note and its place are kept, and an admin can undo this.
    </ConfirmDialog>
  )
}
