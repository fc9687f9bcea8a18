'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { DialogForm } from './dialog-form.tsx'
import type { FormAction } from './form-action.ts'
import { type SectionChoice, SectionSelect } from './section-select.tsx'

/** Puts the paper into one more section. */
export function PlaceElsewhere({
  action,
  target,
  sections,
}: {
  action: FormAction<void>
  target: { list: string; paper: string }
  sections: readonly SectionChoice[]
}) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Put into another section too"
      description="The paper stays where it is. It is one paper in both places, with one note."
      trigger={
        <Button size="sm">
          <Plus aria-hidden />
          Another section
        </Button>
      }
    >
      <DialogForm action={action} hidden={target} submitLabel="Put it there" onDone={() => setOpen(false)}>
        {(errors) => <SectionSelect sections={sections} error={errors.sectionId} />}
      </DialogForm>
    </Dialog>
  )
}
