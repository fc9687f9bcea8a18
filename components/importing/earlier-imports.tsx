import Link from 'next/link'
import type { ImportView, UndoResult } from '#lib/readme/report.ts'
import type { CallAction } from '#components/papers/form-action.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { UndoImport } from './undo-import.tsx'

function countsInWords(counts: NonNullable<ImportView['counts']>): string {
  const parts: [number, string][] = [
    [counts.added, 'added'],
    [counts.changed, 'changed'],
    [counts.conflicts, 'in conflict'],
    [counts.unchanged, 'unchanged'],
    [counts.missing, 'no longer in the file'],
  ]
  return (
    parts
      .filter(([number]) => number > 0)
      .map(([number, word]) => `${number.toLocaleString('en')} ${word}`)
      .join(', ') || 'no papers'
  )
}

/** What was imported, newest first, each to be looked up and to be undone. */
export function EarlierImports({
  list,
  imports,
  undo,
}: {
  list: string
  imports: readonly ImportView[]
  undo: CallAction<UndoResult>
}) {
  return (
    <ol className="divide-y divide-line border-y border-line">
      {imports.map(({ id, origin, importedAt, importedByName, counts, undoneAt, whyNotUndo }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <div className="min-w-0 flex-1 basis-72">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <Link href={`/l/${list}/import/done/${id}`} prefetch={false} className="link font-medium break-all">
                {origin}
              </Link>
              {undoneAt && <Badge>undone</Badge>}
            </p>
            <p className="text-sm text-muted">
              <Time date={importedAt} time />
              {importedByName && ` by ${importedByName}`}
              {counts && ` · ${countsInWords(counts)}`}
              {undoneAt && (
                <>
                  {' '}
                  · undone <Time date={undoneAt} time />
                </>
              )}
            </p>
          </div>
          <UndoImport
            target={{ list, revision: id }}
            origin={origin}
            isUndone={undoneAt !== null}
            whyNot={whyNotUndo}
            undo={undo}
          />
        </li>
      ))}
    </ol>
  )
}
