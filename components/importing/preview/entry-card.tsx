import { TriangleAlert } from 'lucide-react'
import type { Choice, Correction } from '#lib/readme/plan/decisions.ts'
import type { PreviewPaper } from '#lib/readme/report/preview-page.ts'
import { isDoubtful } from '#lib/readme/report/preview-views.ts'
import type { PaperReport } from '#lib/readme/report.ts'
import { Badge, type BadgeTone } from '#components/ui/badge.tsx'
import { ConflictChoices } from './conflict-choice.tsx'
import { EntryActions } from './entry-actions.tsx'
import { FIELD_LABELS, FieldDiff } from './field-diff.tsx'
import { SourceLines } from './source-lines.tsx'

const STATUS: Record<PaperReport['status'], [string, BadgeTone]> = {
  added: ['new', 'success'],
  changed: ['changed', 'info'],
  conflict: ['changed on both sides', 'warning'],
  unchanged: ['unchanged', 'neutral'],
}

/** What was read, field by field: a doubt is about one of them. */
function Reading({ paper }: { paper: PaperReport }) {
  const rows: [string, string | null][] = [
    ['Authors', paper.authors || null],
    ['Venue', paper.venue],
    ['Year', paper.year === null ? null : String(paper.year)],
    ['Link', paper.url],
    ['Section', paper.section.join(' › ') || null],
  ]
  return (
    <dl className="mt-2 grid grid-cols-[4.5rem_1fr] gap-x-3 gap-y-0.5 text-sm">
      {rows.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="min-w-0 break-words">{value ?? <em className="text-muted">none found</em>}</dd>
        </div>
      ))}
    </dl>
  )
}

/** One line about a paper whose reading is not in question. */
function Summary({ paper }: { paper: PaperReport }) {
  const { authors, venue, year, section } = paper
  const said = [authors, [venue, year].filter(Boolean).join(' '), section.join(' › ')]
  return <p className="mt-0.5 text-sm text-muted">{said.filter(Boolean).join(' · ')}</p>
}

/** One entry of the file: what was read, what it changes, and what a person can say about it. */
export function EntryCard({
  paper,
  correction,
  choice,
  isReadOnly = false,
}: {
  paper: PreviewPaper
  correction: Correction | null
  choice: Choice | null
  /** In a report of what was applied there is nothing left to say. */
  isReadOnly?: boolean
}) {
  const { line, endLine, corrected, changes, conflicts, source } = paper
  const isInDoubt = isDoubtful(paper)
  const [label, tone] = STATUS[paper.status]
  const where = line === endLine ? `line ${line}` : `lines ${line}–${endLine}`
  const inConflict = new Set(conflicts.map(({ field }) => field))
  const plain = changes.filter(({ field }) => !inConflict.has(field))
  const needsSource = isInDoubt || corrected.length > 0
  return (
    <li className="py-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 dir="auto" className="min-w-0 font-serif text-lg leading-snug font-medium break-words">
          {paper.title}
        </h3>
        <Badge tone={tone}>{label}</Badge>
        {isInDoubt && <Badge tone="warning">{Math.round(paper.confidence * 100)} % sure</Badge>}
        {corrected.length > 0 && <Badge tone="accent">set right by hand</Badge>}
        <span className="text-sm text-muted tabular-nums">{where}</span>
      </div>
      {isInDoubt && (
        <p className="mt-1 flex items-start gap-1.5 text-[0.9375rem] text-warning">
          <TriangleAlert aria-label="Why in doubt:" className="mt-[0.2em] size-[1em] shrink-0" />
          {paper.reason}.
        </p>
      )}
      {needsSource ? (
        <div className="mt-2 grid items-start gap-4 md:grid-cols-2">
          <Reading paper={paper} />
          {source.length > 0 && <SourceLines lines={source} first={line} label={`Source, ${where}`} />}
        </div>
      ) : (
        <Summary paper={paper} />
      )}
      {plain.length > 0 && (
        <div className="mt-2">
          {plain.map((change) => (
            <FieldDiff key={`${change.field}/${change.to}`} change={change} />
          ))}
        </div>
      )}
      {conflicts.length > 0 && isReadOnly && (
        <p className="mt-2 text-sm text-muted">
          Changed on both sides: {conflicts.map(({ field }) => FIELD_LABELS[field].toLowerCase()).join(', ')}.
        </p>
      )}
      {conflicts.length > 0 && !isReadOnly && (
        <ConflictChoices entryKey={paper.key} title={paper.title} conflicts={conflicts} decided={choice} />
      )}
      {!isReadOnly && (
        <EntryActions
          entryKey={paper.key}
          values={{
            title: paper.title,
            authors: paper.authors,
            venue: paper.venue ?? '',
            year: paper.year === null ? '' : String(paper.year),
            url: paper.url ?? '',
          }}
          decided={correction}
          isInDoubt={isInDoubt}
        />
      )}
    </li>
  )
}
