'use client'

import { RotateCcw, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { CallAction } from '#components/papers/form-action.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'

type Target = { list: string; slug: string }

/** Takes an experiment that the group wrote out of sight, after asking; a moment later it can be undone. */
export function RemoveExperiment({
  target,
  remove,
  restore,
}: {
  target: Target
  remove: CallAction<void>
  restore: CallAction<void>
}) {
  const toast = useToast()
  const router = useRouter()
  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger">
          <Trash2 aria-hidden />
          Remove
        </Button>
      }
      title="Remove this experiment?"
      confirmLabel="Remove it"
      onConfirm={async () => {
        const result = await remove(target)
        if (!result.ok) return result.message
        toast({
          title: 'The experiment is removed.',
          action: {
            label: 'Undo',
            run: async () => {
              const undone = await restore(target)
              if (!undone.ok) return undone.message
              router.push(`/l/${target.list}/experiments/${target.slug}`)
            },
          },
        })
        router.push(`/l/${target.list}/experiments`)
      }}
    >
      Its versions and the runs of it are kept. Who wrote it and the list’s admins can bring it back.
    </ConfirmDialog>
  )
}

/** Says that the experiment is out of sight, to those who may bring it back. */
export function RemovedNotice({ target, restore }: { target: Target; restore: CallAction<void> }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [isPending, start] = useTransition()
  return (
    <Notice
      tone="warning"
      title="This experiment is removed"
      action={
        <Button
          size="sm"
          disabled={isPending}
          onClick={() =>
            start(async () => {
              const result = await restore(target)
              setProblem(result.ok ? null : result.message)
            })
          }
        >
          <RotateCcw aria-hidden />
          Bring it back
        </Button>
      }
    >
      {problem ?? 'Nobody else sees it.'}
    </Notice>
  )
}
