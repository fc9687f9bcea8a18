'use client'

import { diffLines } from 'diff'
import { useEffect, useMemo, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { NoteConflict } from '#lib/notes/schema.ts'

type Part = { text: string; isOnlyHere: boolean }

function sides(theirs: string, mine: string): { theirs: Part[]; mine: Part[] } {
  // A limit on the effort: where the texts have little in common, both are shown unmarked.
  const changes = diffLines(theirs, mine, { maxEditLength: 2000 })
  if (!changes) return { theirs: [{ text: theirs, isOnlyHere: false }], mine: [{ text: mine, isOnlyHere: false }] }
  const part = ({ value, added, removed }: { value: string; added: boolean; removed: boolean }) => ({
    text: value,
    isOnlyHere: added || removed,
  })
  return {
    theirs: changes.filter((change) => !change.added).map(part),
    mine: changes.filter((change) => !change.removed).map(part),
  }
}

/** Two people saved one note: both texts side by side, and what can be done. Neither text is lost by any choice. */
export function NoteConflictView({
  theirs,
  mine,
  isSaving,
  keepMine,
  takeTheirs,
  writeOn,
}: {
  theirs: NoteConflict
  mine: string
  isSaving: boolean
  keepMine: () => void
  takeTheirs: () => void
  writeOn: () => void
}) {
  const parts = useMemo(() => sides(theirs.text, mine), [theirs.text, mine])
  const name = theirs.updatedByName ?? 'Someone else'
  return (
    <div className="grid gap-5">
      <Notice
        tone="warning"
        role="alert"
        title={`${name} saved this note while you were writing.`}
        action={
          <>
            <Button size="sm" variant="primary" onClick={keepMine} aria-disabled={isSaving}>
              {isSaving ? 'Saving…' : 'Keep mine on top'}
            </Button>
            <Button size="sm" onClick={takeTheirs}>
              Take theirs
            </Button>
            <Button size="sm" onClick={writeOn}>
              Go on writing mine
            </Button>
            <CopyButton text={mine} label="Copy mine" />
          </>
        }
      >
        Both texts are here. If you keep yours on top, theirs remains among the earlier versions. If you take theirs,
        yours stays within reach.
      </Notice>
      <div className="grid gap-6 lg:grid-cols-2">
        <Side title={`Theirs: ${name}`} parts={parts.theirs} />
        <Side title="Mine, not saved" parts={parts.mine} />
      </div>
    </div>
  )
}

function Side({ title, parts }: { title: string; parts: Part[] }) {
  const pane = useRef<HTMLPreElement>(null)
  useEffect(() => {
    const first = pane.current?.querySelector('mark')
    if (pane.current && first) pane.current.scrollTop = Math.max(0, first.offsetTop - 60)
  }, [parts])
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="eyebrow mb-2">{title}</h2>
      <pre
        ref={pane}
        tabIndex={0}
        className="relative max-h-[60dvh] overflow-auto rounded-md border border-line bg-surface p-4 font-mono text-sm leading-relaxed break-words whitespace-pre-wrap"
      >
        {parts.map((part, index) =>
          part.isOnlyHere ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
        )}
      </pre>
    </section>
  )
}
