'use client'

import { DiffView } from '#components/notes/diff-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { lineDiff } from '#lib/notes/history/line-diff.ts'
import type { Conflict } from './use-saving.ts'

/** Somebody else saved meanwhile: their text beside one's own, and what to do about it. Neither is lost. */
export function ConflictView({
  conflict,
  onSaveMine,
  onTakeTheirs,
}: {
  conflict: Conflict
  onSaveMine(): void
  onTakeTheirs(): void
}) {
  const who = conflict.authorName ?? 'Somebody else'
  return (
    <Notice
      tone="warning"
      role="alert"
      title={`${who} saved version ${conflict.version} while you were writing`}
      action={
        <>
          <Button size="sm" variant="primary" onClick={onSaveMine}>
            Save mine as version {conflict.version + 1}
          </Button>
          <Button size="sm" onClick={onTakeTheirs}>
            Go on with theirs
          </Button>
          <CopyButton text={conflict.source} label="Copy their text" />
        </>
      }
    >
      <p>
        Your text is in the editor as you left it. Theirs stays among the versions whatever you choose; if you go on
        with theirs, undoing brings yours back.
      </p>
      <div className="mt-3 grid gap-4 lg:grid-cols-2">
        <div className="min-w-0">
          <h3 className="mb-1 text-sm font-semibold">From theirs (−) to yours (+)</h3>
          <DiffView lines={lineDiff(conflict.source, conflict.mine)} />
        </div>
        <div className="min-w-0">
          <h3 className="mb-1 text-sm font-semibold">Their text</h3>
          <pre
            tabIndex={0}
            className="max-h-[70dvh] overflow-auto rounded-md border border-line bg-surface p-3 font-mono text-sm leading-relaxed break-words whitespace-pre-wrap"
          >
            {conflict.source}
          </pre>
        </div>
      </div>
    </Notice>
  )
}
