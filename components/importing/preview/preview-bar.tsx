'use client'

import { LoaderCircle } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useActionState } from 'react'
import type { CallAction, FormAction } from '#components/papers/form-action.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useDesk } from './decision-desk.tsx'

/** What is still open, whether everything is saved, and the two ways out of a preview. */
export function PreviewBar({
  target,
  open,
  canApply,
  apply,
  discard,
}: {
  target: { list: string; draft: string }
  /** In words: "3 doubtful, 1 conflict". */
  open: string | null
  canApply: boolean
  apply: FormAction<never>
  discard: CallAction<void>
}) {
  const router = useRouter()
  const { status } = useDesk()
  const [result, send] = useActionState(apply, null)
  const problem = status.problem ?? (result?.ok === false ? result.message : null)
  return (
    <div className="sticky bottom-0 z-10 mt-8 border-t border-line bg-canvas py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {canApply && (
          <form action={send}>
            <input type="hidden" name="list" value={target.list} />
            <input type="hidden" name="draft" value={target.draft} />
            <SubmitButton pendingLabel="Starting…" disabled={status.isBusy}>
              Apply this import
            </SubmitButton>
          </form>
        )}
        <ConfirmDialog
          trigger={<Button variant={canApply ? 'ghost' : 'secondary'}>Discard</Button>}
          title="Discard this import?"
          confirmLabel="Discard it"
          onConfirm={async () => {
            const answer = await discard(target)
            if (!answer.ok) return answer.message
            router.push(`/l/${target.list}/import`)
          }}
        >
          The text that was brought in and everything decided about it are thrown away. The list stays as it is.
        </ConfirmDialog>
        <p className="min-w-0 flex-1 basis-48 text-sm text-muted max-sm:sr-only">
          {canApply ? (open ?? 'Nothing is open.') : 'There is nothing to write: the list has all of it.'}
        </p>
        <p role="status" className="flex items-center gap-1.5 text-sm text-muted">
          {status.isBusy && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
          {status.isBusy ? 'Saving…' : status.said && <span className="sr-only">{status.said}</span>}
          {!status.isBusy && status.said && <span aria-hidden>Saved</span>}
        </p>
      </div>
      {problem && (
        <p role="alert" className="mt-2 text-sm font-medium text-danger">
          {problem}
        </p>
      )}
    </div>
  )
}
