import { diffLines, diffWordsWithSpace } from 'diff'
import type { FieldChange, ImportField, Shown } from '#lib/readme/report.ts'

export const FIELD_LABELS: Record<ImportField, string> = {
  title: 'Title',
  authors: 'Authors',
  venue: 'Venue',
  year: 'Year',
  links: 'Links',
  note: 'Note',
  section: 'Section',
}

/** Effort beyond which two texts count as having nothing in common. */
const LIMIT = { maxEditLength: 2000 }
const CONTEXT = 2

type Mark = 'same' | 'gone' | 'come'
type Part = { mark: Mark; text: string }
type Run = { added: boolean; removed: boolean; value: string }

const wholly = (from: string, to: string): Part[] => [
  { mark: 'gone', text: from },
  { mark: 'come', text: to },
]

const markOf = ({ added, removed }: { added: boolean; removed: boolean }): Mark =>
  added ? 'come' : removed ? 'gone' : 'same'

/** Word by word; where hardly a word is left, the old and the new as wholes, which reads better. */
export function wordParts(from: string, to: string): Part[] {
  const changes = diffWordsWithSpace(from, to, LIMIT)
  if (!changes) return wholly(from, to)
  const parts = changes.map((change) => ({ mark: markOf(change), text: change.value }))
  const kept = parts.reduce((sum, { mark, text }) => sum + (mark === 'same' ? text.trim().length : 0), 0)
  return kept < 0.3 * Math.max(from.length, to.length) ? wholly(from, to) : parts
}

const LOOK: Record<Mark, string> = {
  same: '',
  gone: 'mr-0.5 rounded-sm bg-danger-soft text-danger line-through decoration-danger/60',
  come: 'rounded-sm bg-success-soft text-success underline decoration-success/60 underline-offset-2',
}

/** A part that is gone is struck out, one that has come underlined; both are said to those who cannot see it. */
function Marked({ mark, text }: Part) {
  if (mark === 'same') return <span>{text}</span>
  const Tag = mark === 'gone' ? 'del' : 'ins'
  return (
    <Tag className={LOOK[mark]}>
      <span className="sr-only">{mark === 'gone' ? ' [removed: ' : ' [added: '}</span>
      {text}
      <span className="sr-only">] </span>
    </Tag>
  )
}

/** A short text, old and new in one line. */
export function WordDiff({ from, to }: { from: Shown; to: Shown }) {
  const old = from === null ? '' : String(from)
  const next = to === null ? '' : String(to)
  const parts = wordParts(old, next).filter(({ text }) => text !== '')
  const isWhole = parts.length === 2 && parts[0]?.mark === 'gone' && parts[1]?.mark === 'come'
  return (
    <span className="break-words whitespace-pre-wrap">
      {old === '' && <Nothing />}
      {parts.map((part, index) => (
        <span key={index}>
          {index > 0 && isWhole && <Arrow />}
          {index === 0 && old === '' && <Arrow />}
          <Marked {...part} />
        </span>
      ))}
      {next === '' && (
        <>
          <Arrow />
          <Nothing />
        </>
      )}
    </span>
  )
}

const Nothing = () => <em className="text-muted">nothing</em>
const Arrow = () => (
  <span aria-hidden className="text-muted">
    {' '}
    →{' '}
  </span>
)

/** Lines with their marks; of long unchanged stretches only what is next to a change. */
export function lineParts(from: string, to: string): Part[] {
  // A last line without its end would count as another line.
  const ended = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`)
  const changes: Run[] = diffLines(ended(from), ended(to), LIMIT) ?? [
    { added: false, removed: true, value: from },
    { added: true, removed: false, value: to },
  ]
  return changes.flatMap((change, index): Part[] => {
    const lines = change.value.replace(/\n$/, '').split('\n')
    const mark = markOf(change)
    if (mark !== 'same') return lines.map((text) => ({ mark, text }))
    const head = index === 0 ? 0 : CONTEXT
    const tail = index === changes.length - 1 ? 0 : CONTEXT
    const hidden = lines.length - head - tail
    const shown =
      hidden < 2
        ? lines
        : [...lines.slice(0, head), `⋯ ${hidden} unchanged lines`, ...(tail > 0 ? lines.slice(-tail) : [])]
    return shown.map((text) => ({ mark, text }))
  })
}

const SIGNS: Record<Mark, string> = { same: ' ', gone: '−', come: '+' }

/** A long text line by line: what goes with "−", what comes with "+". */
export function LineDiff({ from, to, label }: { from: string; to: string; label: string }) {
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      className="mt-1 max-h-96 overflow-auto rounded-md border border-line bg-sunken py-2 font-mono text-xs leading-relaxed break-words whitespace-pre-wrap"
    >
      {lineParts(from, to).map(({ mark, text }, index) => (
        <span
          key={index}
          className={
            mark === 'come'
              ? 'flex bg-success-soft text-success'
              : mark === 'gone'
                ? 'flex bg-danger-soft text-danger'
                : 'flex text-muted'
          }
        >
          <span className="w-7 shrink-0 text-center select-none" aria-hidden>
            {SIGNS[mark]}
          </span>
          {mark !== 'same' && <span className="sr-only">{mark === 'gone' ? 'removed: ' : 'added: '}</span>}
          <span className="min-w-0 flex-1 pr-3">{text || ' '}</span>
        </span>
      ))}
    </pre>
  )
}

const isLong = (value: Shown) => typeof value === 'string' && (value.length > 300 || value.includes('\n'))

/** What becomes of one field, as readable as its kind allows. */
export function FieldDiff({ change: { field, from, to, isMerged } }: { change: FieldChange }) {
  const byLines = field === 'note' || field === 'links' || isLong(from) || isLong(to)
  return (
    <div className="grid gap-x-4 gap-y-1 py-1 text-[0.9375rem] sm:grid-cols-[6rem_1fr]">
      <p className="text-sm font-semibold sm:pt-0.5">
        {FIELD_LABELS[field]}
        {isMerged && <span className="block text-xs font-normal text-muted">both sides, merged</span>}
      </p>
      <div className="min-w-0">
        {byLines ? (
          <LineDiff
            from={String(from ?? '')}
            to={String(to ?? '')}
            label={`${FIELD_LABELS[field]}: what is removed and what is added`}
          />
        ) : (
          <WordDiff from={from} to={to} />
        )}
      </div>
    </div>
  )
}
