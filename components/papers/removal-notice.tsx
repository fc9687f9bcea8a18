import { Notice } from '#components/ui/notice.tsx'
import type { RemovalView } from '#lib/papers/schema.ts'
import type { FormAction } from './form-action.ts'
import { UndoForm } from './undo-form.tsx'

/** Says at the top of a page what has just been removed, and offers to undo it. Nothing where there is nothing. */
export function RemovalNotice({
  removal,
  list,
  action,
  back,
}: {
  removal: RemovalView | null
  list: string
  action: FormAction<void>
  back: 'list' | 'sections'
}) {
  if (!removal) return null
  return (
    <Notice
      tone="success"
      role="status"
      className="mb-6"
      action={<UndoForm action={action} list={list} removal={removal} back={back} />}
    >
      “{removal.title}” was removed from the list.
    </Notice>
  )
}
