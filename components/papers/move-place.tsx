'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { PaperView } from '#lib/papers/schema.ts'
import { DialogForm } from './dialog-form.tsx'
import type { FormAction } from './form-action.ts'
import { type SectionChoice, SectionSelect } from './section-select.tsx'

/** Moves one of the paper's places to another section, or within its own. */
export function MovePlace({
  action,
  target,
  place,
  sections,
}: {
  action: FormAction<void>
  target: { list: string; paper: string }
  place: PaperView['placements'][number]
  sections: readonly SectionChoice[]
}) {
  const [open, setOpen] = useState(false)
  const section = place.path.at(-1) ?? ''
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Move the paper"
      description={`It stands in “${place.path.join(' › ')}”.`}
      trigger={
        <Button variant="ghost" size="sm">
          Move<span className="sr-only"> from {section}</span>
        </Button>
      }
    >
      <DialogForm
        action={action}
        hidden={{ ...target, placement: place.id }}
        submitLabel="Move"
        onDone={() => setOpen(false)}
      >
        {(errors) => (
          <>
            <SectionSelect sections={sections} defaultValue={place.sectionId} error={errors.sectionId} />
            <Field label="Place in the section" optional hint="1 is the first. Empty: the last." error={errors.place}>
              <Input name="place" inputMode="numeric" maxLength={6} />
            </Field>
          </>
        )}
      </DialogForm>
    </Dialog>
  )
}
