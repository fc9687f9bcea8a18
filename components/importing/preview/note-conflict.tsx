'use client'

import { useState, useTransition } from 'react'
import type { Choice } from '#lib/readme/plan/decisions.ts'
import type { FieldConflict, NotePart } from '#lib/readme/report.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { Saved } from './decision-desk.tsx'
import { SideCard } from './side-card.tsx'

type NoteChoice = NonNullable<Choice['note']>
const AROUND = 3

/** A text to start from that loses nothing: where the two dispute, ours and then theirs. */
const bothTexts = (parts: readonly NotePart[]) =>
  parts.flatMap((part) => (part.kind === 'agreed' ? part.lines : [...part.ours, ...part.theirs])).join('\n')

const COLUMN = 'min-w-0 break-words whitespace-pre-wrap'

/** Of what both agree on only the lines next to a dispute. */
function Agreed({ lines, isFirst, isLast }: { lines: readonly string[]; isFirst: boolean; isLast: boolean }) {
  const head = isFirst ? 0 : AROUND
  const tail = isLast ? 0 : AROUND
  const hidden = lines.length - head - tail
  const shown =
    hidden < 2
      ? lines
      : [...lines.slice(0, head), `⋯ ${hidden} lines that both have`, ...(tail > 0 ? lines.slice(-tail) : [])]
  return <p className={`${COLUMN} px-3 py-1 text-muted`}>{shown.join('\n') || ' '}</p>
}

function Disputed({ ours, theirs }: { ours: readonly string[]; theirs: readonly string[] }) {
  const sides: [string, readonly string[]][] = [
    ['In the list', ours],
    ['In the file', theirs],
  ]
  return (
    <div className="grid border-y border-warning/40 bg-warning-soft sm:grid-cols-2 sm:divide-x sm:divide-warning/40">
      {sides.map(([label, lines]) => (
        <div key={label} className={`${COLUMN} px-3 py-1.5`}>
          <span className="mb-0.5 block font-sans text-xs font-semibold text-warning">{label}</span>
          {lines.length > 0 ? lines.join('\n') || ' ' : <em className="font-sans text-muted">nothing</em>}
        </div>
      ))}
    </div>
  )
}

/** A note that both sides changed in the same lines: choose a side for those, or write them together. */
export function NoteConflict({
  title,
  conflict,
  chosen,
  choose,
}: {
  title: string
  conflict: FieldConflict
  chosen: NoteChoice | null
  choose: (note: NoteChoice) => Promise<Saved>
}) {
  const parts: readonly NotePart[] = conflict.parts ?? [
    {
      kind: 'disputed',
      base: String(conflict.base ?? '').split('\n'),
      ours: String(conflict.ours ?? '').split('\n'),
      theirs: String(conflict.theirs ?? '').split('\n'),
    },
  ]
  const own = typeof chosen === 'object' && chosen !== null ? chosen.text : null
  const [isWriting, setWriting] = useState(false)
  const [text, setText] = useState(own ?? bothTexts(parts))
  const [message, setMessage] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const name = `note-${title}`
  const disputes = parts.filter((part) => part.kind === 'disputed').length
  const take = (side: 'ours' | 'theirs') => {
    setWriting(false)
    void choose(side)
  }
  const saveText = () =>
    start(async () => {
      const result = await choose({ text })
      setMessage(result.ok ? null : result.message)
      if (result.ok) setWriting(false)
    })
  return (
    <fieldset>
      <legend className="text-sm font-semibold">
        Note <span className="sr-only">of {title}</span>
        <span className="font-normal text-muted">
          · both changed the same lines{disputes > 1 ? ` in ${disputes} places` : ''}; what only one changed comes in
          either way
        </span>
      </legend>
      <div
        tabIndex={0}
        role="group"
        aria-label={`Note of ${title}, both sides`}
        className="mt-2 max-h-[28rem] overflow-auto rounded-md border border-line bg-surface py-1 font-mono text-xs leading-relaxed"
      >
        {parts.map((part, index) =>
          part.kind === 'agreed' ? (
            <Agreed key={index} lines={part.lines} isFirst={index === 0} isLast={index === parts.length - 1} />
          ) : (
            <Disputed key={index} ours={part.ours} theirs={part.theirs} />
          ),
        )}
      </div>
      <div className="mt-3 grid gap-3 sm:grid-cols-3">
        <SideCard
          name={name}
          label="In the list"
          isChosen={chosen === 'ours' && !isWriting}
          onChoose={() => take('ours')}
        >
          Keep our lines
        </SideCard>
        <SideCard
          name={name}
          label="In the file"
          isChosen={chosen === 'theirs' && !isWriting}
          onChoose={() => take('theirs')}
        >
          Take the file’s lines
        </SideCard>
        <SideCard name={name} label="Together" isChosen={isWriting || own !== null} onChoose={() => setWriting(true)}>
          Edit the merged text
        </SideCard>
      </div>
      {(isWriting || own !== null) && (
        <div className="mt-3">
          <Field
            label="Merged note"
            hint="It starts with both: ours, then the file’s, where the two differ."
            error={message}
          >
            <Textarea
              mono
              rows={12}
              value={text}
              onChange={(event) => {
                setText(event.target.value)
                setWriting(true)
              }}
            />
          </Field>
          <Button size="sm" variant="primary" className="mt-2" onClick={saveText} aria-disabled={pending}>
            {pending ? 'Saving…' : 'Use this text'}
          </Button>
          {own !== null && !isWriting && (
            <span className="ml-3 text-sm text-muted">This text is what will be kept.</span>
          )}
        </div>
      )}
    </fieldset>
  )
}
