'use client'

import clsx from 'clsx'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { RenderedNoteView } from '#lib/notes/schema.ts'
import type { NoteEditorProps } from './editor-types.ts'
import { RenderedNote } from './rendered-note.tsx'

const WIDE = '(min-width: 64rem)'

function subscribe(onChange: () => void) {
  const query = window.matchMedia(WIDE)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}

/** What the text will look like, from the same renderer as the page; asked for when the typing pauses. */
export function NotePreview({
  text,
  preview,
  isShown,
}: {
  text: string
  preview: NoteEditorProps['preview']
  /** On a phone, where it takes the editor's place; a wide window shows it always. */
  isShown: boolean
}) {
  const isWide = useSyncExternalStore(
    subscribe,
    () => window.matchMedia(WIDE).matches,
    () => false,
  )
  const [rendered, setRendered] = useState<RenderedNoteView | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const isWanted = isShown || isWide
  useEffect(() => {
    if (!isWanted) return
    let isStale = false
    const timer = setTimeout(async () => {
      const outcome = await preview(text)
      if (isStale) return
      if (outcome.ok) setRendered(outcome)
      setProblem(outcome.ok ? null : outcome.message)
    }, 350)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [text, preview, isWanted])
  return (
    <div
      role="group"
      aria-label="Preview"
      tabIndex={0}
      className={clsx(
        'h-[68dvh] min-h-80 min-w-0 overflow-y-auto rounded-md border border-line bg-surface px-5 py-4',
        !isShown && 'max-lg:hidden',
      )}
    >
      {problem && <p className="mb-3 text-sm text-danger">No preview: {problem}</p>}
      {text.trim() === '' ? (
        <p className="text-muted">What you write is shown here as readers will see it.</p>
      ) : rendered ? (
        <RenderedNote html={rendered.html} hasMath={rendered.hasMath} />
      ) : (
        !problem && <p className="text-muted">One moment…</p>
      )}
    </div>
  )
}
