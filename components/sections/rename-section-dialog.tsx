'use client'

import { DialogForm } from '#components/papers/dialog-form.tsx'
import type { FormAction } from '#components/papers/form-action.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { SectionDialogProps } from './section-dialog-props.ts'

export function RenameSectionDialog({
  list,
  section,
  open,
  onOpenChange,
  action,
}: SectionDialogProps & { action: FormAction<void> }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Rename the section">
      <DialogForm
        action={action}
        hidden={{ list, section: section.id }}
        submitLabel="Rename"
        onDone={() => onOpenChange(false)}
      >
        {(errors) => (
          <Field label="Title" error={errors.title}>
            <Input name="title" defaultValue={section.title} required maxLength={300} />
          </Field>
        )}
      </DialogForm>
    </Dialog>
  )
}
