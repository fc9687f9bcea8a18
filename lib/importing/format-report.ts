import type { ImportReport, PaperReport, Shown } from './report.ts'

const MAX_SHOWN = 100

const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`

function short(value: Shown): string {
  if (value === null) return '(nothing)'
  const line = String(value).replace(/\s+/g, ' ')
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line
}

const MARKS: Record<PaperReport['status'], string> = { added: '+', changed: '~', conflict: '!', unchanged: ' ' }

function paperLines(paper: PaperReport): string[] {
  const changes = paper.changes.map(({ field, from, to }) => `      ${field}: ${short(from)} → ${short(to)}`)
  const conflicts = paper.conflicts.map(
    ({ field, ours, theirs }) => `      ${field}: kept ${short(ours)}; the file has ${short(theirs)}`,
  )
  const doubt =
    paper.confidence < 0.7 ? [`      unsure (${Math.round(paper.confidence * 100)} %): ${paper.reason}`] : []
  return [`  ${MARKS[paper.status]} line ${paper.line}: ${paper.title}`, ...changes, ...conflicts, ...doubt]
}

/** One sentence: "3 added, 1 changed, 2 unchanged." */
export function summarize({ counts, dryRun, hasChanges }: ImportReport): string {
  const parts = [
    `${counts.added} added`,
    `${counts.changed} changed`,
    `${counts.unchanged} unchanged`,
    ...(counts.conflicts ? [`${count(counts.conflicts, 'conflict')} (the list's own kept)`] : []),
    ...(counts.missing ? [`${counts.missing} no longer in the file (kept)`] : []),
  ]
  const verb = dryRun
    ? hasChanges
      ? ' Nothing was written.'
      : ' There is nothing to write.'
    : hasChanges
      ? ''
      : ' Nothing had to be written.'
  return `${parts.join(', ')}.${verb}`
}

/** The report as text for a terminal. */
export function formatReport(report: ImportReport): string {
  const { list, source, counts, sections, papers, missing, warnings } = report
  const shown = papers.filter((paper) => paper.status !== 'unchanged')
  const lines = [
    `${source.origin} → ${list.title} (${list.slug}): ${count(counts.papers, 'paper')} in ${count(counts.sections, 'section')}`,
    ...sections.map(
      ({ path, papers: number, status }) =>
        `  ${path.join(' › ')} (${number})${status === 'unchanged' ? '' : ` ${status}`}`,
    ),
    ...(shown.length > 0 ? ['', ...shown.flatMap(paperLines)] : []),
    ...(missing.length > 0
      ? ['', 'No longer in the file, kept in the list:', ...missing.map(({ title }) => `  - ${title}`)]
      : []),
    ...(warnings.length > 0 ? ['', ...warnings.map((warning) => `Note: ${warning}`)] : []),
    '',
    summarize(report),
  ]
  return lines.join('\n')
}
