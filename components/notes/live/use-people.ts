'use client'

import { useEffect, useState } from 'react'
import type { NoteRoom } from './note-room.ts'
import { type Present, presentIn } from './people.ts'

/** Who has the note open right now. */
export function usePeople(room: NoteRoom | null): Present[] {
  const [people, setPeople] = useState<Present[]>([])
  useEffect(() => {
    if (!room) return
    const onChange = () =>
      setPeople((before) => {
        const now = presentIn(room.awareness)
        // Every move of a cursor comes through here; the row changes when people do.
        const isSame = JSON.stringify(now) === JSON.stringify(before)
        return isSame ? before : now
      })
    onChange()
    room.awareness.on('change', onChange)
    return () => room.awareness.off('change', onChange)
  }, [room])
  return people
}
