'use client'

import { Trash2 } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogClose } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormMessage } from '#components/ui/form-message.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { FormAction } from './form-action.ts'
import { SettingsGroup } from './settings-group.tsx'

/** Deletes a list for good, once its address has been typed. */
export function DeleteList({ slug, title, remove }: { slug: string; title: string; remove: FormAction }) {
  const { result, run, typed, error } = useForm(remove)
  return (
    <SettingsGroup title="Delete" description="For what should be gone for good.">
      <div>
        <p className="text-[0.9375rem]">
          Deletes the list with its papers, notes, figures, imported sources and shared links. This cannot be undone.
        </p>
        <div className="mt-4">
          <Dialog
            title={`Delete “${title}”?`}
            description="Everything in it goes with it, for everybody. There is no way back."
            trigger={
              <Button variant="danger">
                <Trash2 aria-hidden />
                Delete this list…
              </Button>
            }
          >
            <form action={run} className="space-y-5">
              <input type="hidden" name="list" value={slug} />
              <Field
                label={
                  <>
                    Type <code className="font-mono">{slug}</code> to confirm
                  </>
                }
                error={error('confirm')}
              >
                <Input
                  name="confirm"
                  required
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  defaultValue={typed('confirm', '')}
                />
              </Field>
              <FormMessage result={result} />
              <div className="flex flex-wrap justify-end gap-2.5">
                <DialogClose>
                  <Button variant="ghost">Keep it</Button>
                </DialogClose>
                <SubmitButton variant="danger" pendingLabel="Deleting…">
                  Delete for good
                </SubmitButton>
              </div>
            </form>
          </Dialog>
        </div>
      </div>
    </SettingsGroup>
  )
}
