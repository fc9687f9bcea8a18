import { type AccountKind, accountForLines } from './account.ts'
import type { SourceDocument } from '#lib/readme/document.ts'
import type { LineReport } from '#lib/readme/report.ts'

const BECAME: Record<AccountKind, LineReport['became']> = {
  title: 'title',
  heading: 'section',
  entry: 'paper',
  note: 'note',
  prose: 'prose',
  refused: 'refused',
  blank: 'blank',
  unaccounted: 'unaccounted',
}

/** What became of every line of a text, lines in a row with the same fate as one. */
export function reportLines(text: string, document: SourceDocument): LineReport[] {
  const reports: LineReport[] = []
  for (const { line, kind, index } of accountForLines(text, document)) {
    const became = BECAME[kind]
    const isCounted = index !== null && became !== 'section'
    const number = isCounted ? index + 1 : null
    const last = reports.at(-1)
    if (last && last.became === became && last.number === number && became !== 'section') {
      last.to = line
      continue
    }
    const because =
      kind === 'refused'
        ? (document.refused[index ?? -1]?.reason ?? null)
        : kind === 'prose'
          ? (document.prose[index ?? -1]?.reason ?? null)
          : kind === 'heading'
            ? (document.sections[index ?? -1]?.title ?? null)
            : null
    reports.push({ from: line, to: line, became, number, because })
  }
  return reports
}

/** Lines that no part of the document holds. */
export const unaccountedIn = (lines: readonly LineReport[]): number[] =>
  lines
    .filter(({ became }) => became === 'unaccounted')
    .flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at))
