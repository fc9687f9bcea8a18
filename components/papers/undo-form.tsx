'use client'

import { Undo2 } from 'lucide-react'
import { useActionState } from 'react'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { FormAction } from './form-action.ts'

/** Undoes one removal; works without JavaScript. `back`: the page to return to. */
export function UndoForm({
  action,
  list,
  removal,
  back,
}: {
  action: FormAction<void>
  list: string
  removal: { id: string; title: string }
  back: 'list' | 'sections' | 'removed'
}) {
  const [result, send] = useActionState(action, null)
  return (
    <form action={send} className="flex flex-wrap items-center gap-3">
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="removal" value={removal.id} />
      <input type="hidden" name="back" value={back} />
      <SubmitButton size="sm" variant="secondary" pendingLabel="Putting back…">
        <Undo2 aria-hidden />
        Undo<span className="sr-only"> the removal of {removal.title}</span>
      </SubmitButton>
      <p role="status" className="text-sm font-medium text-danger empty:hidden">
        {result?.ok === false ? result.message : ''}
      </p>
    </form>
  )
}
