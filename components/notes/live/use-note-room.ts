'use client'

import { useEffect, useState } from 'react'
import type { SaveState } from '#lib/notes/save-state.ts'
import { trackSaving } from '#lib/notes/track-saving.ts'
import { type NoteRoom, openNoteRoom } from './note-room.ts'

/** How long an unreachable server is waited for before what this browser kept is shown without it. */
const PATIENCE = 2500

/** How one's edits fare, for whoever shows it: it changes with every key, and little else does. */
export type Saving = { current(): SaveState; subscribe(listener: () => void): () => void }

type Opened = {
  room: NoteRoom | null
  saving: Saving | null
  /** The text is there to be read: the server's, or this browser's where the server cannot be reached. */
  isReady: boolean
  /** This browser keeps what the server does not have yet. */
  isKept: boolean
  /** False from when the server says that this person may only read (any more). */
  canWrite: boolean
}

/** Opens the note's room for as long as the component stands. */
export function useNoteRoom({
  paperId,
  userId,
  socketPath,
}: {
  paperId: string
  userId: string
  socketPath: string
}): Opened {
  const [open, setOpen] = useState<{ room: NoteRoom; saving: Saving } | null>(null)
  const [isReady, setReady] = useState(false)
  const [isKept, setKept] = useState(true)
  const [canWrite, setCanWrite] = useState(true)

  useEffect(() => {
    const opened = openNoteRoom({ paperId, userId, socketPath })
    const { provider, local } = opened
    const listeners = new Set<() => void>()
    const tracked = trackSaving(provider, () => {
      for (const listener of listeners) listener()
    })
    const saving: Saving = {
      current: tracked.current,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
    let isOver = false
    queueMicrotask(() => !isOver && setOpen({ room: opened, saving }))
    const ready = () => setReady(true)
    const onScope = ({ scope }: { scope: string }) => setCanWrite(scope === 'read-write')
    const onRefused = () => setCanWrite(false)
    provider.on('synced', ready)
    provider.on('authenticated', onScope)
    provider.on('authenticationFailed', onRefused)
    let timer: ReturnType<typeof setTimeout> | undefined
    void local.whenSynced.then(() => {
      timer = setTimeout(ready, PATIENCE)
    })
    void opened.isKept.then((is) => !isOver && setKept(is))
    return () => {
      isOver = true
      clearTimeout(timer)
      tracked.stop()
      setOpen(null)
      setReady(false)
      opened.close()
    }
  }, [paperId, userId, socketPath])
  return { room: open?.room ?? null, saving: open?.saving ?? null, isReady, isKept, canWrite }
}
