'use client'

import { useRouter } from 'next/navigation'
import {
  type ReactNode,
  createContext,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useTransition,
} from 'react'
import type { z } from 'zod'
import type { decisionsSchema } from '#lib/readme/plan/decisions.ts'
import type { CallAction } from '#components/papers/form-action.ts'

export type DecisionsToSave = z.input<typeof decisionsSchema>
export type Saved = { ok: true } | { ok: false; message: string; fields: Record<string, string> }

type Desk = {
  /** Keeps decisions in the draft; the page around shows what they change a moment later. */
  save: (decisions: DecisionsToSave, said: string) => Promise<Saved>
  /** What to say about it, and whether the page is up to date with it. */
  status: { isBusy: boolean; said: string; problem: string | null }
}

const DeskContext = createContext<Desk | null>(null)
const REFRESH_AFTER = 500

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('useDesk needs a DecisionDesk above it.')
  return desk
}

/** Saves every decision as it is made, and has the preview worked out anew once the person pauses. */
export function DecisionDesk({
  target,
  decide,
  children,
}: {
  target: { list: string; draft: string }
  decide: CallAction<void>
  children: ReactNode
}) {
  const router = useRouter()
  const [saving, setSaving] = useState(0)
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isRefreshing, startRefresh] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** Something was decided that the page does not show yet. */
  const [isDue, setDue] = useState(false)
  const due = useRef(false)
  useEffect(() => () => clearTimeout(timer.current), [])
  const refreshSoon = useCallback(() => {
    const isToCome = (is: boolean) => {
      due.current = is
      setDue(is)
    }
    isToCome(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      isToCome(false)
      startRefresh(() => router.refresh())
    }, REFRESH_AFTER)
  }, [router])
  const { list, draft } = target
  const save = useCallback(
    async (decisions: DecisionsToSave, words: string): Promise<Saved> => {
      setSaving((before) => before + 1)
      clearTimeout(timer.current)
      const result = await decide({ list, draft, decisions }).catch(() => ({
        ok: false as const,
        message: 'The server could not be reached; this was not saved. Try again.',
        fields: {},
      }))
      setSaving((before) => before - 1)
      if (!result.ok) {
        setProblem(result.message)
        if (due.current) refreshSoon()
        return result
      }
      setProblem(null)
      setSaid(words)
      refreshSoon()
      return { ok: true }
    },
    [decide, list, draft, refreshSoon],
  )
  return (
    <DeskContext value={{ save, status: { isBusy: saving > 0 || isDue || isRefreshing, said, problem } }}>
      {children}
    </DeskContext>
  )
}
