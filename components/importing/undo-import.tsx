'use client'

import { Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { UndoResult } from '#lib/readme/report.ts'
import type { CallAction } from '#components/papers/form-action.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'

const FIRST = 30

/** Takes a whole import back, after asking, and says what it left alone. */
export function UndoImport({
  target,
  origin,
  isUndone,
  whyNot,
  undo,
  size = 'sm',
}: {
  target: { list: string; revision: string }
  origin: string
  isUndone: boolean
  /** Why it cannot be undone; null where it can. */
  whyNot: string | null
  undo: CallAction<UndoResult>
  size?: 'sm' | 'md'
}) {
  const router = useRouter()
  const [kept, setKept] = useState<UndoResult['kept'] | null>(null)
  if (kept !== null) {
    return (
      <Notice
        tone={kept.length > 0 ? 'warning' : 'success'}
        role="status"
        title="The import is undone"
        className="w-full"
      >
        {kept.length === 0 ? (
          'The list is as it was before.'
        ) : (
          <>
            <p>The list is as it was before, but for what somebody has changed since. That was left alone:</p>
            <ul className="mt-1 list-disc space-y-1 pl-5">
              {kept.slice(0, FIRST).map(({ title, why }, index) => (
                <li key={index}>
                  <span className="font-medium">{title}</span>: {why}
                </li>
              ))}
            </ul>
            {kept.length > FIRST && <p className="mt-1">… and {kept.length - FIRST} more.</p>}
          </>
        )}
      </Notice>
    )
  }
  if (isUndone) return null
  if (whyNot) return <p className="max-w-xs text-sm text-muted">{whyNot}</p>
  return (
    <ConfirmDialog
      trigger={
        <Button size={size}>
          <Undo2 aria-hidden />
          Undo<span className="sr-only"> the import of {origin}</span>
        </Button>
      }
      title="Undo this import?"
      confirmLabel="Undo the import"
      onConfirm={async () => {
        const result = await undo(target)
        if (!result.ok) return result.message
        setKept(result.data.kept)
        router.refresh()
      }}
    >
      Everything that it brought leaves the list again, and what it changed gets its old text back. What your group has
      changed since is left alone, and you are told what that is.
    </ConfirmDialog>
  )
}
