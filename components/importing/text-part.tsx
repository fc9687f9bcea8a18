'use client'

import { FilePlus2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Correction } from '#lib/readme/plan/decisions.ts'
import { Button } from '#components/ui/button.tsx'
import { CorrectEntry } from './preview/correct-entry.tsx'
import { useDesk } from './preview/decision-desk.tsx'

const BLANK = { title: '', authors: '', venue: '', year: '', url: '' }

/** What a person can say about a part that becomes no paper: it is one after all. */
export function TextPartActions({
  partKey,
  excerpt,
  decided,
}: {
  partKey: string
  excerpt: string
  decided: Correction | null
}) {
  const { save } = useDesk()
  const [isOpen, setOpen] = useState(false)
  const name = <span className="sr-only">: {excerpt}</span>
  if (isOpen) {
    return <CorrectEntry entryKey={partKey} values={BLANK} decided={null} isPaper onDone={() => setOpen(false)} />
  }
  if (decided?.skip) {
    const takeBack = () => save({ entries: { [partKey]: { ...decided, skip: false } } }, 'It is a paper again.')
    return (
      <Button size="sm" className="mt-2" onClick={takeBack}>
        <Undo2 aria-hidden />
        It is a paper after all{name}
      </Button>
    )
  }
  return (
    <Button size="sm" variant="ghost" className="mt-2" onClick={() => setOpen(true)}>
      <FilePlus2 aria-hidden />
      This is a paper{name}
    </Button>
  )
}
