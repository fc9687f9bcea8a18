'use client'

import { useState } from 'react'
import type { Choice } from '#lib/readme/plan/decisions.ts'
import type { FieldConflict, Shown } from '#lib/readme/report.ts'
import { useDesk } from './decision-desk.tsx'
import { FIELD_LABELS, wordParts } from './field-diff.tsx'
import { NoteConflict } from './note-conflict.tsx'
import { SideCard } from './side-card.tsx'

type Side = 'ours' | 'theirs'
const SIDES: [Side, string][] = [
  ['ours', 'In the list'],
  ['theirs', 'In the file'],
]

/** One side of a disputed value; the words that the other does not have are marked. */
function SideValue({ conflict, side }: { conflict: FieldConflict; side: Side }) {
  const value = conflict[side]
  const text = (shown: Shown) => (shown === null ? '' : String(shown))
  if (value === null || value === '') return <em className="text-muted">nothing</em>
  const wanted = side === 'ours' ? 'gone' : 'come'
  const parts = wordParts(text(conflict.ours), text(conflict.theirs)).filter(
    ({ mark }) => mark === 'same' || mark === wanted,
  )
  // Where nothing is the same, marking everything says nothing.
  const isWhole = parts.every(({ mark }) => mark !== 'same')
  return (
    <span className="break-words whitespace-pre-wrap">
      {parts.map(({ mark, text: words }, index) =>
        mark === 'same' || isWhole ? (
          <span key={index}>{words}</span>
        ) : (
          <mark key={index} className="underline decoration-2 underline-offset-2">
            {words}
          </mark>
        ),
      )}
    </span>
  )
}

/** What both sides changed in one paper, each field to be chosen; nobody's choice keeps the list's own. */
export function ConflictChoices({
  entryKey,
  title,
  conflicts,
  decided,
}: {
  entryKey: string
  title: string
  conflicts: readonly FieldConflict[]
  decided: Choice | null
}) {
  const { save } = useDesk()
  const [choice, setChoice] = useState<Choice>(decided ?? {})
  const choose = async (next: Choice, words: string) => {
    const before = choice
    setChoice(next)
    const result = await save({ choices: { [entryKey]: next } }, words)
    if (!result.ok) setChoice(before)
    return result
  }
  return (
    <div className="mt-3 space-y-5">
      {conflicts.map((conflict) => {
        const { field } = conflict
        const label = FIELD_LABELS[field]
        if (field === 'note') {
          return (
            <NoteConflict
              key={field}
              title={title}
              conflict={conflict}
              chosen={choice.note ?? null}
              choose={(note) => choose({ ...choice, note }, `Note of “${title}”: saved.`)}
            />
          )
        }
        const chosen = choice[field] ?? null
        return (
          <fieldset key={field}>
            <legend className="text-sm font-semibold">
              {label} <span className="sr-only">of {title}</span>
              <span className="font-normal text-muted">
                {chosen === null ? '· nobody has chosen yet; the list’s own stays' : '· chosen'}
              </span>
            </legend>
            {conflict.base !== null && (
              <p className="mt-0.5 text-sm text-muted">
                Before: <span className="break-words whitespace-pre-wrap">{conflict.base}</span>
              </p>
            )}
            <div className="mt-2 grid gap-3 sm:grid-cols-2">
              {SIDES.map(([side, sideLabel]) => (
                <SideCard
                  key={side}
                  name={`${entryKey}-${field}`}
                  label={sideLabel}
                  isChosen={chosen === side}
                  onChoose={() =>
                    choose({ ...choice, [field]: side }, `${label} of “${title}”: ${sideLabel.toLowerCase()}.`)
                  }
                >
                  <SideValue conflict={conflict} side={side} />
                </SideCard>
              ))}
            </div>
          </fieldset>
        )
      })}
    </div>
  )
}
