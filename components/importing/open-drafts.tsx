'use client'

import { useRouter } from 'next/navigation'
import type { CallAction } from '#components/papers/form-action.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Time } from '#components/ui/time.tsx'

export type DraftRow = { id: string; origin: string; createdAt: Date; createdByName: string | null }

/** Imports that somebody has looked at and neither applied nor thrown away. */
export function OpenDrafts({
  list,
  drafts,
  discard,
}: {
  list: string
  drafts: readonly DraftRow[]
  discard: CallAction<void>
}) {
  const router = useRouter()
  return (
    <ul className="divide-y divide-line border-y border-line">
      {drafts.map(({ id, origin, createdAt, createdByName }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <div className="min-w-0 flex-1 basis-60">
            <p className="font-medium break-all">{origin}</p>
            <p className="text-sm text-muted">
              Read <Time date={createdAt} time />
              {createdByName && ` by ${createdByName}`}
            </p>
          </div>
          <div className="flex gap-2">
            <ButtonLink size="sm" variant="primary" href={`/l/${list}/import/${id}`}>
              Continue<span className="sr-only"> with {origin}</span>
            </ButtonLink>
            <ConfirmDialog
              trigger={
                <Button size="sm" variant="ghost">
                  Discard<span className="sr-only"> {origin}</span>
                </Button>
              }
              title="Discard this import?"
              confirmLabel="Discard it"
              onConfirm={async () => {
                const result = await discard({ list, draft: id })
                if (!result.ok) return result.message
                router.refresh()
              }}
            >
              The text that was brought in and everything decided about it are thrown away. The list stays as it is.
            </ConfirmDialog>
          </div>
        </li>
      ))}
    </ul>
  )
}
