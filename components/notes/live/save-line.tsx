'use client'

import { Check, CloudOff, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { SaveState } from '#lib/notes/save-state.ts'
import { useLeaveGuard } from '../use-leave-guard.ts'
import type { Saving } from './use-note-room.ts'

const OPENING: SaveState = { state: 'sending' }

type Look = { icon: LucideIcon; words: string; className: string }

function lookOf(save: SaveState, isKept: boolean): Look {
  switch (save.state) {
    case 'saved':
      return { icon: Check, words: 'Saved', className: 'text-muted' }
    case 'sending':
      return { icon: LoaderCircle, words: 'Sending…', className: 'text-muted' }
    case 'offline':
      return isKept
        ? { icon: CloudOff, words: 'Offline — kept on this device', className: 'font-medium text-warning' }
        : { icon: TriangleAlert, words: 'Offline — keep this tab open', className: 'font-medium text-danger' }
    case 'cannot-save':
      return { icon: TriangleAlert, words: `Cannot save — ${save.reason}`, className: 'font-medium text-danger' }
  }
}

/** How long all is saved before the line says so, in ms: it does not flicker with every key. */
const CALM = 250

/** The state to show: any other one at once, "saved" when it lasts. */
function useCalm(saving: Saving | null): SaveState {
  const [shown, setShown] = useState(OPENING)
  useEffect(() => {
    if (!saving) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const isSame = (a: SaveState, b: SaveState) => JSON.stringify(a) === JSON.stringify(b)
    const now = () => setShown((before) => (isSame(before, saving.current()) ? before : saving.current()))
    const show = (after: number) => {
      clearTimeout(timer)
      timer = setTimeout(now, after)
    }
    show(0)
    const leave = saving.subscribe(() => {
      if (saving.current().state === 'saved') return show(CALM)
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
function useSpoken(save: SaveState, words: string): string {
  const [{ trouble, isOver }, setHeard] = useState<{ trouble: string | null; isOver: boolean }>({
    trouble: null,
    isOver: false,
  })
  const isTrouble = save.state === 'offline' || save.state === 'cannot-save'
  if (isTrouble && (trouble !== words || isOver)) setHeard({ trouble: words, isOver: false })
  if (save.state === 'saved' && trouble !== null && !isOver) setHeard({ trouble, isOver: true })
  return isOver ? 'Saved again' : (trouble ?? '')
}

/**
 * Where one's edits are, always in sight: "Saved" means on the server's disk. `isKept`: this browser keeps
 * what the server does not have yet. Asks before one leaves what is nowhere else.
 */
export function SaveLine({ saving, isKept }: { saving: Saving | null; isKept: boolean }) {
  const save = useCalm(saving)
  useLeaveGuard(save.state === 'sending' || save.state === 'cannot-save' || (save.state === 'offline' && !isKept))
  const { icon: Icon, words, className } = lookOf(save, isKept)
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
