'use client'

import { Plus } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { DialogForm } from '#components/papers/dialog-form.tsx'
import type { FormAction } from '#components/papers/form-action.ts'
import { Button, type ButtonVariant } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

type Parent = { id: string; title: string } | null

/** A button that asks for the new section's title. */
export function AddSection({
  action,
  list,
  parent,
  variant = 'secondary',
}: {
  action: FormAction<void>
  list: string
  /** Null: at the top. */
  parent: Parent
  variant?: ButtonVariant
}) {
  const [open, setOpen] = useState(false)
  const trigger = (
    <Button variant={variant}>
      <Plus aria-hidden />
      Add a section
    </Button>
  )
  return (
    <AddSectionDialog
      action={action}
      list={list}
      parent={parent}
      open={open}
      onOpenChange={setOpen}
      trigger={trigger}
    />
  )
}

export function AddSectionDialog({
  action,
  list,
  parent,
  open,
  onOpenChange,
  trigger,
}: {
  action: FormAction<void>
  list: string
  parent: Parent
  open: boolean
  onOpenChange: (open: boolean) => void
  trigger?: ReactElement
}) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={parent ? `Add a section inside “${parent.title}”` : 'Add a section'}
      {...(trigger ? { trigger } : {})}
    >
      <DialogForm
        action={action}
        hidden={{ list, parentId: parent?.id ?? '' }}
        submitLabel="Add the section"
        onDone={() => onOpenChange(false)}
      >
        {(errors) => (
          <Field label="Title" error={errors.title ?? errors.parentId}>
            <Input name="title" required maxLength={300} />
          </Field>
        )}
      </DialogForm>
    </Dialog>
  )
}
