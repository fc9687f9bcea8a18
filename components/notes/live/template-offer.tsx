'use client'

import type { EditorView } from '@codemirror/view'
import { useSyncExternalStore } from 'react'
import type { NoteRoom } from './note-room.ts'

/** As long as the note is empty: the list's template, to begin with. Lies over the editor, so that nothing moves. */
export function TemplateOffer({
  room,
  view,
  template,
}: {
  room: NoteRoom | null
  view: EditorView | null
  template: string
}) {
  const isEmpty = useSyncExternalStore(
    (listener) => {
      room?.text.observe(listener)
      return () => room?.text.unobserve(listener)
    },
    () => room !== null && room.text.length === 0,
  )
  if (!isEmpty) return null
  const begin = () => {
    view?.dispatch({ changes: { from: 0, insert: template }, userEvent: 'input' })
    view?.focus()
  }
  return (
    <p className="pointer-events-none relative h-0 text-[0.9375rem] text-muted">
      <span className="absolute bottom-4 left-5">
        The note is empty.{' '}
        <button type="button" className="pointer-events-auto link" onClick={begin}>
          Start from the list’s template
        </button>
      </span>
    </p>
  )
}
