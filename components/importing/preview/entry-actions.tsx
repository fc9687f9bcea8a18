'use client'

import { Check, Pencil, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Correction } from '#lib/readme/plan/decisions.ts'
import { Button } from '#components/ui/button.tsx'
import { CorrectEntry, type EntryValues } from './correct-entry.tsx'
import { type DecisionsToSave, useDesk } from './decision-desk.tsx'

/** What a person can say about one entry: it is right, it is something else, it is no paper. */
export function EntryActions({
  entryKey,
  values,
  decided,
  isInDoubt,
}: {
  entryKey: string
  values: EntryValues
  decided: Correction | null
  isInDoubt: boolean
}) {
  const { save } = useDesk()
  const [isOpen, setOpen] = useState(false)
  const [isSkipped, setSkipped] = useState(false)
  const name = <span className="sr-only">: {values.title}</span>
  const say = (correction: Correction | null, words: string) =>
    save({ entries: { [entryKey]: correction } } satisfies DecisionsToSave, words)
  const skip = async (skipped: boolean) => {
    setSkipped(skipped)
    const correction: Correction = { ...decided, skip: skipped }
    const words = skipped ? `“${values.title}” stays text.` : `“${values.title}” is a paper again.`
    const { ok } = await say(correction, words)
    if (!ok) setSkipped(!skipped)
  }
  if (isSkipped) {
    return (
      <p className="mt-3 flex flex-wrap items-center gap-3 text-sm">
        <span>It will stay text and become no paper.</span>
        <Button size="sm" onClick={() => skip(false)}>
          <Undo2 aria-hidden />
          Undo{name}
        </Button>
      </p>
    )
  }
  if (isOpen) {
    return <CorrectEntry entryKey={entryKey} values={values} decided={decided} onDone={() => setOpen(false)} />
  }
  return (
    <div className={isInDoubt ? 'mt-3 flex flex-wrap gap-2' : 'mt-1 -ml-2.5 flex flex-wrap gap-1 text-muted'}>
      {isInDoubt && (
        <Button
          size="sm"
          onClick={() => say({ ...decided, title: values.title }, `“${values.title}” counts as right.`)}
        >
          <Check aria-hidden />
          It is right{name}
        </Button>
      )}
      <Button size="sm" variant={isInDoubt ? 'secondary' : 'ghost'} onClick={() => setOpen(true)}>
        <Pencil aria-hidden />
        Correct{name}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => skip(true)}>
        Not a paper{name}
      </Button>
      {decided && (
        <Button size="sm" variant="ghost" onClick={() => say(null, 'The correction is taken back.')}>
          <Undo2 aria-hidden />
          As in the file{name}
        </Button>
      )}
    </div>
  )
}
