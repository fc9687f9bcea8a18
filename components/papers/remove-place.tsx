'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { PaperView } from '#lib/papers/schema.ts'
import type { CallAction } from './form-action.ts'

/** Takes the paper out of one of its sections, after asking. */
export function RemovePlace({
  action,
  undo,
  target,
  place,
}: {
  action: CallAction<{ removalId: string }>
  undo: CallAction<void>
  target: { list: string; paper: string }
  place: PaperView['placements'][number]
}) {
  const toast = useToast()
  const section = place.path.at(-1) ?? ''
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="sm">
          Take out<span className="sr-only"> of {section}</span>
        </Button>
      }
      title={`Take the paper out of “${section}”?`}
      confirmLabel="Take it out"
      onConfirm={async () => {
        const result = await action({ ...target, placement: place.id })
        if (!result.ok) return result.message
        const { removalId } = result.data
        toast({
          title: `Taken out of “${section}”.`,
          action: {
            label: 'Undo',
            run: async () => {
              const undone = await undo({ list: target.list, removal: removalId, back: 'here' })
              if (!undone.ok) return undone.message
            },
          },
        })
      }}
    >
      It stays in its other sections, and an admin can undo this.
    </ConfirmDialog>
  )
}
