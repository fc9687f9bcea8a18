'use client'

import { RotateCcw } from 'lucide-react'
import type { CallAction } from '#components/papers/form-action.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'

/** Makes an earlier version the experiment again, after asking. */
export function RestoreExperimentVersion({
  action,
  target,
  number,
  latest,
}: {
  action: CallAction<{ version: number }>
  target: { list: string; slug: string }
  number: number
  latest: number
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
      title={`Restore version ${number}?`}
      confirmLabel="Restore it"
      onConfirm={async () => {
        const result = await action({ ...target, number, baseVersion: latest })
        if (!result.ok) return result.message
        toast({ title: `Version ${result.data.version} reads as version ${number} did.` })
      }}
    >
      It becomes a new version. What stands there now stays among the versions, and so do the runs of each.
    </ConfirmDialog>
  )
}
