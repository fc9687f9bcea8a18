import type { ImportReport, LineReport, PaperReport, Shown } from '#lib/readme/report.ts'

const MAX_SHOWN = 100
/** Below this a person should look. */
export const DOUBTFUL = 0.7

const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`
const percent = (confidence: number) => `${Math.round(confidence * 100)} %`

function short(value: Shown): string {
  if (value === null) return '(nothing)'
  const line = String(value).replace(/\s+/g, ' ')
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line
}

const MARKS: Record<PaperReport['status'], string> = { added: '+', changed: '~', conflict: '!', unchanged: ' ' }
const isDoubtful = (paper: PaperReport) => paper.confidence < DOUBTFUL

const detail = {
  changes: ({ changes }: PaperReport) =>
    changes.map(
      ({ field, from, to, isMerged }) =>
        `      ${field}: ${short(from)} → ${short(to)}${isMerged ? ' (both sides’ changes)' : ''}`,
    ),
  conflicts: ({ conflicts }: PaperReport) =>
    conflicts.map(({ field, ours, theirs, chosen }) =>
      chosen === null
        ? `      ${field}: kept ${short(ours)}; the file has ${short(theirs)}`
        : `      ${field}: took ${chosen === 'ours' ? 'ours' : chosen === 'theirs' ? 'the file’s' : 'the merged text'}`,
    ),
}

const paperLines = (paper: PaperReport): string[] => [
  `  ${MARKS[paper.status]} line ${paper.line}: ${paper.title}`,
  ...detail.changes(paper),
  ...detail.conflicts(paper),
]

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

const LINE_WORDS: [LineReport['became'], string][] = [
  ['paper', 'of papers'],
  ['note', 'of notes'],
  ['section', 'of headings'],
  ['prose', 'kept as text'],
  ['refused', 'refused'],
  ['blank', 'blank'],
]

/** What became of the file's lines, in one sentence: the sum of the parts is the file. */
export function summarizeLines(lines: readonly LineReport[]): string {
  const perKind = new Map<string, number>()
  let total = 0
  for (const { from, to, became } of lines) {
    const kind = became === 'title' ? 'section' : became
    perKind.set(kind, (perKind.get(kind) ?? 0) + to - from + 1)
    total += to - from + 1
  }
  const known = LINE_WORDS.flatMap(([kind, words]) => (perKind.has(kind) ? [`${perKind.get(kind)} ${words}`] : []))
  const lost = perKind.get('unaccounted') ?? 0
  const parts = lost === 0 ? known : [...known, `${lost} unaccounted for`]
  return `${count(total, 'line')}: ${parts.join(', ')}.`
}

const titled = (title: string, lines: readonly string[]) => (lines.length > 0 ? ['', title, ...lines] : [])

/** The report as text for a terminal: what asks for a look comes first. */
export function formatReport(report: ImportReport): string {
  const { list, source, counts, sections, papers, removals, refused, warnings } = report
  const doubtful = papers.filter(isDoubtful).toSorted((a, b) => a.confidence - b.confidence)
  const sure = papers.filter((paper) => !isDoubtful(paper))
  const withStatus = (status: PaperReport['status']) =>
    sure.filter((paper) => paper.status === status).flatMap(paperLines)
  const agreed = removals.filter((removal) => removal.isAgreed)
  const kept = removals.filter((removal) => !removal.isAgreed)
  const gone = ({ title, kind, section }: ImportReport['removals'][number]) =>
    `  - ${title}${kind === 'place' ? ` (in ${section.join(' › ')})` : kind === 'section' ? ' (section)' : ''}`
  const lines = [
    `${source.origin} → ${list.title} (${list.slug}): ${count(counts.papers, 'paper')} in ${count(counts.sections, 'section')}`,
    ...sections.map(
      ({ path, papers: number, status, from }) =>
        `  ${path.join(' › ')} (${number})${status === 'unchanged' ? '' : ` ${status}`}${from ? `, was ${from.join(' › ')}` : ''}`,
    ),
    ...titled(
      'Doubtful, look at these first:',
      doubtful.flatMap((paper) => {
        const [first = '', ...rest] = paperLines(paper)
        return [first, `      ${percent(paper.confidence)} sure: ${paper.reason}`, ...rest]
      }),
    ),
    ...titled('Changed on both sides:', withStatus('conflict')),
    ...titled('Changed:', withStatus('changed')),
    ...titled('Added:', withStatus('added')),
    ...titled(
      'Looked like papers, and were refused:',
      refused.map(({ line, reason, text }) => `  line ${line}: ${reason}: ${short(text)}`),
    ),
    ...titled('Removed:', agreed.map(gone)),
    ...titled('No longer in the file, kept in the list:', kept.map(gone)),
    ...titled(
      'To know:',
      warnings.map((warning) => `  ${warning}`),
    ),
    '',
    summarizeLines(report.lines),
    summarize(report),
  ]
  return lines.join('\n')
}
