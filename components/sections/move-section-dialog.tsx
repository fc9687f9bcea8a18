'use client'

import { DialogForm } from '#components/papers/dialog-form.tsx'
import type { FormAction } from '#components/papers/form-action.ts'
import { SectionSelect } from '#components/papers/section-select.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { type OutlineSection, flattenOutline } from '#lib/lists/outline.ts'
import type { SectionDialogProps } from './section-dialog-props.ts'

/** Moves a section into another one, or to the top; itself and what is inside it are not offered. */
export function MoveSectionDialog({
  list,
  section,
  open,
  onOpenChange,
  all,
  action,
}: SectionDialogProps & { all: readonly OutlineSection[]; action: FormAction<void> }) {
  const inside = new Set(flattenOutline([section]).map((each) => each.id))
  const parent = all.find((each) => each.children.some((child) => child.id === section.id))
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Move “${section.title}”`}
      description="It takes its papers and sections along."
    >
      <DialogForm
        action={action}
        hidden={{ list, section: section.id }}
        submitLabel="Move"
        onDone={() => onOpenChange(false)}
      >
        {(errors) => (
          <>
            <SectionSelect
              name="parentId"
              label="Into"
              top="The top of the list"
              sections={all.filter((each) => !inside.has(each.id))}
              defaultValue={parent?.id ?? ''}
              error={errors.parentId ?? errors.title}
            />
            <Field label="Place there" optional hint="1 is the first. Empty: the last." error={errors.place}>
              <Input name="place" inputMode="numeric" maxLength={5} />
            </Field>
          </>
        )}
      </DialogForm>
    </Dialog>
  )
}
