'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from './problems.ts'
import type { Draft, DraftRead } from './read-draft.ts'

/** How long the writing rests before the text is read as a whole, in ms. */
const REST = 800

/**
 * The text as it is written, and what it says about itself: read when the writing rests, and whenever
 * somebody needs it at once. The last text that could be read stays while another cannot.
 */
export function useDraft(begin: string, read: (text: string) => Promise<DraftRead>) {
  const text = useRef(begin)
  const turn = useRef(0)
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isReading, setReading] = useState(true)

  /** Reads the text as it is now. */
  const readNow = useCallback(async () => {
    clearTimeout(rest.current)
    const mine = ++turn.current
    setReading(true)
    const result = await read(text.current)
    if (mine === turn.current) {
      setReading(false)
      setProblem(result.ok ? null : result.problem)
      if (result.ok) setDraft(result.draft)
    }
    return result
  }, [read])
  const change = useCallback(
    (next: string) => {
      text.current = next
      turn.current++
      setReading(true)
      clearTimeout(rest.current)
      rest.current = setTimeout(() => void readNow(), REST)
    },
    [readNow],
  )
  useEffect(() => {
    rest.current = setTimeout(() => void readNow(), 0)
    return () => clearTimeout(rest.current)
  }, [readNow])
  const current = useCallback(() => text.current, [])
  return { draft, problem, isReading, readNow, change, current }
}
