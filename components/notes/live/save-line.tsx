'use client'

import { Check, CloudOff, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useLeaveGuard } from '../use-leave-guard.ts'
import type { Saving, ShownState } from './use-note-room.ts'

const OPENING: ShownState = { state: 'sending' }
/** What is typed no longer reaches the note: that everything else is saved does not help. */
const ADRIFT: ShownState = { state: 'cannot-save', reason: 'the editor has failed' }

type Look = { icon: LucideIcon; words: string; className: string }

function lookOf(save: ShownState): Look {
  switch (save.state) {
    case 'saved':
      return { icon: Check, words: 'Saved', className: 'text-muted' }
    case 'sending':
      return { icon: LoaderCircle, words: 'Sending…', className: 'text-muted' }
    case 'offline':
      return { icon: CloudOff, words: 'Offline — kept on this device', className: 'font-medium text-warning' }
    case 'keeping':
      return { icon: CloudOff, words: 'Offline — keeping on this device…', className: 'font-medium text-warning' }
    case 'not-kept':
      return { icon: TriangleAlert, words: 'Offline — keep this tab open', className: 'font-medium text-danger' }
    case 'cannot-save':
      return { icon: TriangleAlert, words: `Cannot save — ${save.reason}`, className: 'font-medium text-danger' }
  }
}

/** States that come and go with every key, and how long one lasts before the line says so, in ms: it does not flicker. */
const RESTING: ReadonlySet<ShownState['state']> = new Set(['saved', 'offline'])
const CALM = 250

/** The state to show: one at rest when it lasts, any other at once. */
function useCalm(saving: Saving | null): ShownState {
  const [shown, setShown] = useState(OPENING)
  useEffect(() => {
    if (!saving) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const isSame = (a: ShownState, b: ShownState) => JSON.stringify(a) === JSON.stringify(b)
    const now = () => setShown((before) => (isSame(before, saving.current()) ? before : saving.current()))
    const show = (after: number) => {
      clearTimeout(timer)
      timer = setTimeout(now, after)
    }
    show(0)
    const leave = saving.subscribe(() => {
      if (RESTING.has(saving.current().state)) return show(CALM)
      clearTimeout(timer)
      now()
    })
    return () => {
      leave()
      clearTimeout(timer)
    }
  }, [saving])
  return shown
}

/** What a screen reader hears: troubles, and that they are over. That each edit is sent and saved would drown the rest. */
function useSpoken(save: ShownState, words: string): string {
  const [{ trouble, isOver }, setHeard] = useState<{ trouble: string | null; isOver: boolean }>({
    trouble: null,
    isOver: false,
  })
  const isTrouble = save.state === 'offline' || save.state === 'not-kept' || save.state === 'cannot-save'
  if (isTrouble && (trouble !== words || isOver)) setHeard({ trouble: words, isOver: false })
  if (save.state === 'saved' && trouble !== null && !isOver) setHeard({ trouble, isOver: true })
  return isOver ? 'Saved again' : (trouble ?? '')
}

/**
 * Where one's edits are, always in sight: "Saved" means on the server's disk, "kept" in this browser's.
 * Asks before one leaves what is nowhere.
 */
export function SaveLine({ saving, isAdrift }: { saving: Saving | null; isAdrift: boolean }) {
  const heard = useCalm(saving)
  const save = isAdrift ? ADRIFT : heard
  useLeaveGuard(save.state !== 'saved' && save.state !== 'offline', () => !isAdrift && (saving?.isKept() ?? true))
  const { icon: Icon, words, className } = lookOf(save)
  const spoken = useSpoken(save, words)
  return (
    <div data-save-state={save.state} className={`flex min-w-0 items-center gap-2 text-sm ${className}`}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span>{words}</span>
      <span role="status" className="sr-only">
        {spoken}
      </span>
    </div>
  )
}
