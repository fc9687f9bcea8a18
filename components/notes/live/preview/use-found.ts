'use client'

import { useEffect, useState } from 'react'
import type { NoteRoom } from '../note-room.ts'

/** What keys in a text lead to; null for a key that leads to nothing. Rejects where it cannot be found out now. */
export type Find<T> = (keys: string[]) => Promise<Record<string, T | null>>

const PAUSE = 300
/** How many keys are asked for at once. */
const MOST = 200
/** How long a question that was not answered waits, in ms: longer each time, up to a limit. */
const RETRY = { first: 2_000, last: 60_000 }

/**
 * What the text's citations, or the experiments that it places, lead to, as far as it is known: asked for once
 * per key, when the typing pauses.
 * @param keysOf the keys that a text names; always the same function.
 */
export function useFound<T>(
  room: NoteRoom | null,
  keysOf: (text: string) => string[],
  find: Find<T>,
): ReadonlyMap<string, T | null> {
  const [found, setFound] = useState<ReadonlyMap<string, T | null>>(new Map())
  useEffect(() => {
    if (!room) return
    const known = new Map<string, T | null>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    let wait = RETRY.first
    const look = async () => {
      const unknown = keysOf(room.text.toString()).filter((key) => !known.has(key))
      if (unknown.length === 0) return
      const asked = unknown.slice(0, MOST)
      const answer = await find(asked).catch(() => null)
      if (isOver) return
      if (answer === null) {
        lookAfter(wait)
        wait = Math.min(2 * wait, RETRY.last)
        return
      }
      wait = RETRY.first
      for (const key of asked) known.set(key, answer[key] ?? null)
      setFound(new Map(known))
      if (asked.length < unknown.length) lookAfter(0)
    }
    const lookAfter = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => void look(), ms)
    }
    const onChange = () => lookAfter(PAUSE)
    onChange()
    room.text.observe(onChange)
    return () => {
      isOver = true
      clearTimeout(timer)
      room.text.unobserve(onChange)
    }
  }, [room, keysOf, find])
  return found
}
