'use client'

import { useCallback, useState } from 'react'

/** The threads that somebody writes in at this browser. */
export function useHeld() {
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set())
  const hold = useCallback((thread: string, isHeld: boolean) => {
    setHeld((before) => {
      const next = new Set(before)
      if (isHeld) next.add(thread)
      else next.delete(thread)
      return next
    })
  }, [])
  return { held, hold }
}
