'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Discussion } from '#lib/discussion/schema.ts'
import { readDiscussion } from './read-discussion.ts'

const EVERY = 10_000

/**
 * A discussion that stays up to date: asked for again every ten seconds while somebody can see the page,
 * and when they come back to it. `address`: of its JSON.
 */
export function useDiscussion(address: string, initial: Discussion | null) {
  const [discussion, setDiscussion] = useState(initial)
  /** Answers that come after a later question's are old. */
  const asked = useRef(0)
  const shown = useRef(0)

  /** @returns whether the server answered. */
  const refresh = useCallback(async (): Promise<boolean> => {
    const question = ++asked.current
    try {
      // The browser's own cache asks with the tag of what it has: nothing new costs next to nothing.
      const reply = await fetch(address, { cache: 'no-cache', headers: { accept: 'application/json' } })
      if (!reply.ok) return false
      const next = readDiscussion(await reply.json())
      if (question < shown.current) return true
      shown.current = question
      setDiscussion((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
      return true
    } catch {
      // Out of reach: what is shown stays, and the next round asks again.
      return false
    }
  }, [address])

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void refresh()
    }
    const timer = setInterval(look, EVERY)
    if (initial === null) look()
    window.addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
    }
    // `initial` is what the page came with: only whether it came with any matters, and only at first.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [refresh])

  return { discussion, refresh }
}
