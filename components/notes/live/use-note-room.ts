'use client'

import { useEffect, useState } from 'react'
import type { SaveState } from '#lib/notes/save-state.ts'
import { trackSaving } from '#lib/notes/track-saving.ts'
import { watchKeeping } from './keeping.ts'
import { type NoteRoom, openNoteRoom } from './note-room.ts'

/** How long an unreachable server is waited for before what this browser kept is shown without it. */
const PATIENCE = 2500

/** What the screen says: where the server cannot be reached, also whether this browser has the edits. */
export type ShownState = Exclude<SaveState, { state: 'offline' }> | { state: 'offline' | 'keeping' | 'not-kept' }

/** How one's edits fare, for whoever shows it: it changes with every key, and little else does. */
export type Saving = {
  current(): ShownState
  /** Whether this browser has written all of them down, wherever else they are. */
  isKept(): boolean
  subscribe(listener: () => void): () => void
}

const OFFLINE = { kept: 'offline', 'under-way': 'keeping', impossible: 'not-kept' } as const

type Opened = {
  room: NoteRoom | null
  saving: Saving | null
  /** The text is there to be read: the server's, or this browser's where the server cannot be reached. */
  isReady: boolean
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
  const [canWrite, setCanWrite] = useState(true)

  useEffect(() => {
    const opened = openNoteRoom({ paperId, userId, socketPath })
    const { provider, local } = opened
    const listeners = new Set<() => void>()
    const tell = () => {
      for (const listener of listeners) listener()
    }
    const tracked = trackSaving(provider, tell)
    const keeping = watchKeeping(local, opened.doc, () => tracked.current().state === 'offline' && tell())
    const saving: Saving = {
      current: () => {
        const state = tracked.current()
        if (state.state === 'saved' && !local.isRead) return { state: 'sending' }
        return state.state === 'offline' ? { state: OFFLINE[keeping.current()] } : state
      },
      isKept: () => keeping.current() === 'kept',
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
    local.on('synced', tell)
    local.on('lost', tell)
    provider.on('synced', ready)
    provider.on('authenticated', onScope)
    provider.on('authenticationFailed', onRefused)
    let timer: ReturnType<typeof setTimeout> | undefined
    void local.whenSynced.then(() => {
      timer = setTimeout(ready, PATIENCE)
    })
    return () => {
      isOver = true
      clearTimeout(timer)
      tracked.stop()
      keeping.stop()
      local.off('synced', tell)
      local.off('lost', tell)
      setOpen(null)
      setReady(false)
      opened.close()
    }
  }, [paperId, userId, socketPath])
  return { room: open?.room ?? null, saving: open?.saving ?? null, isReady, canWrite }
}
