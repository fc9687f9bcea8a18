'use client'

import clsx from 'clsx'
import { useEffect, useEffectEvent, useState } from 'react'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import type { NoteEditorProps } from './editor-types.ts'
import { NoteConflictView } from './note-conflict.tsx'
import { NoteDraftOffer, NoteSetAside } from './note-draft-notices.tsx'
import { NotePreview } from './note-preview.tsx'
import { NoteStateLine } from './note-state-line.tsx'
import { useLeaveGuard } from './use-leave-guard.ts'
import { useNoteSession } from './use-note-session.ts'

const VIEWS = { write: 'Write', preview: 'Preview' } as const
type View = keyof typeof VIEWS

/** The plain editor of a note: markdown on one side, what becomes of it on the other; one at a time on a phone. */
export function NoteEditor(props: NoteEditorProps) {
  const session = useNoteSession(props)
  const [view, setView] = useState<View>('write')
  useLeaveGuard(session.isUnsaved)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 's') return
    event.preventDefault()
    if (!session.conflict && !session.offer) void session.save()
  })
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  if (session.conflict)
    return <NoteConflictView {...session.conflict} mine={session.text} isSaving={session.state === 'saving'} />
  return (
    <div className="grid gap-4">
      {session.offer && <NoteDraftOffer {...session.offer} />}
      {session.aside && <NoteSetAside {...session.aside} />}
      <div className="sticky top-0 z-10 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 bg-canvas py-2">
        <NoteStateLine state={session.state} isNew={session.isNew} problem={session.problem} />
        <div className="flex flex-wrap items-center gap-2">
          <div role="group" aria-label="Show" className="flex rounded-md border border-line lg:hidden">
            {(Object.keys(VIEWS) as View[]).map((each) => (
              <Button
                key={each}
                size="sm"
                variant="ghost"
                aria-pressed={view === each}
                className={clsx(view === each && 'bg-accent-soft text-accent-strong')}
                onClick={() => setView(each)}
              >
                {VIEWS[each]}
              </Button>
            ))}
          </div>
          <ButtonLink href={props.doneHref} size="sm" variant="ghost">
            Back to the paper
          </ButtonLink>
          <Button
            size="sm"
            variant="primary"
            onClick={() => void session.save()}
            aria-disabled={session.state === 'saving' || session.offer !== null}
            aria-keyshortcuts="Control+S Meta+S"
            title="Save (Ctrl+S)"
          >
            Save
          </Button>
        </div>
      </div>
      <div className="grid gap-6 lg:grid-cols-2">
        <textarea
          aria-label="The note, in markdown"
          value={session.text}
          onChange={(event) => session.setText(event.target.value)}
          readOnly={session.offer !== null}
          spellCheck
          placeholder="Markdown, with formulas between dollar signs: $W$, $$\Delta W$$"
          className={clsx(
            'control h-[68dvh] min-h-80 resize-none font-mono text-sm leading-relaxed',
            view === 'preview' && 'max-lg:hidden',
          )}
        />
        <NotePreview text={session.text} preview={props.preview} isShown={view === 'preview'} />
      </div>
    </div>
  )
}
