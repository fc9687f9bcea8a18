'use client'

import type { CallAction } from '#components/papers/form-action.ts'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { flattenOutline } from '#lib/lists/outline.ts'
import type { SectionDialogProps } from './section-dialog-props.ts'

/** Says what goes with the section before it goes. */
export function RemoveSectionDialog({
  list,
  section,
  open,
  onOpenChange,
  action,
}: SectionDialogProps & { action: CallAction<unknown> }) {
  const inner = flattenOutline(section.children).length
  const taken = [
    section.total > 0 && (section.total === 1 ? '1 paper' : `${section.total} papers`),
    inner > 0 && (inner === 1 ? '1 section inside it' : `${inner} sections inside it`),
  ].filter(Boolean)
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Remove “${section.title}”?`}
      confirmLabel="Remove the section"
      onConfirm={async () => {
        const result = await action({ list, section: section.id })
        // Undefined where the action has led to another page.
        if (result?.ok === false) return result.message
      }}
    >
      {taken.length > 0 ? `It goes with ${taken.join(' and ')}. ` : 'It is empty. '}
      Nothing is lost: an admin can undo this.
    </ConfirmDialog>
  )
}
