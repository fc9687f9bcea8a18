'use client'

import { EditorView } from '@codemirror/view'
import { useEffect, useEffectEvent } from 'react'
import type { NoteRoom } from './note-room.ts'
import { cursorOf } from './people.ts'
import type { ScrollStep } from './scroll-step.ts'

/** Keeps somebody's cursor in sight while they are followed; `onGone`: they have left. */
export function useFollow(
  { room, view, step }: { room: NoteRoom | null; view: EditorView | null; step: ScrollStep },
  following: number | null,
  onGone: () => void,
): void {
  const follow = useEffectEvent(() => {
    const at = room && view && following !== null ? cursorOf(room, following) : null
    if (!view || at === null || at > view.state.doc.length) return
    step.lead('text')
    view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'center' }) })
  })
  const gone = useEffectEvent(onGone)
  useEffect(() => {
    if (!room || following === null) return
    const onChange = () => {
      if (room.awareness.getStates().has(following)) follow()
      else gone()
    }
    onChange()
    room.awareness.on('change', onChange)
    return () => room.awareness.off('change', onChange)
  }, [room, following])
}
