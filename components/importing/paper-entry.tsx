import type { PaperReport } from '#lib/importing/report.ts'
import { Badge, type BadgeTone } from '#components/ui/badge.tsx'
import { ChangeView, ConflictView } from './change-view.tsx'

const STATUS: Record<PaperReport['status'], [string, BadgeTone]> = {
  added: ['new', 'success'],
  changed: ['changed', 'info'],
  conflict: ['both changed', 'warning'],
  unchanged: ['unchanged', 'neutral'],
}

/** One entry of the file: what was read, and what it changes. */
export function PaperEntry({ paper }: { paper: PaperReport }) {
  const { title, authors, venue, year, section, line, endLine, confidence, reason, changes, conflicts } = paper
  const [label, tone] = STATUS[paper.status]
  const lines = line === endLine ? `line ${line}` : `lines ${line}–${endLine}`
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-serif text-lg leading-snug font-medium">{title}</span>
        <Badge tone={tone}>{label}</Badge>
        {confidence < 0.7 && <Badge tone="warning">{Math.round(confidence * 100)} % sure</Badge>}
      </div>
      <p className="text-sm text-muted">
        {[authors || 'no authors', [venue, year].filter(Boolean).join(' '), section.join(' › '), lines]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {confidence < 0.7 && <p className="mt-1 text-sm text-warning">{reason}.</p>}
      {changes.map((change) => (
        <ChangeView key={`${change.field}/${change.to}`} change={change} />
      ))}
      {conflicts.map((conflict) => (
        <ConflictView key={conflict.field} conflict={conflict} />
      ))}
    </li>
  )
}
