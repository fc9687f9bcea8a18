import Link from 'next/link'
import type { LineReport } from '#lib/importing/report.ts'
import { lineAccount } from './preview-views.ts'

const WORDS: Record<LineReport['became'], string> = {
  title: 'the title',
  section: 'headings',
  paper: 'papers',
  note: 'notes',
  prose: 'left as text',
  refused: 'refused',
  blank: 'blank',
  unaccounted: 'unaccounted for',
}

/** One sentence in which every line of the file has its place. */
export function LineAccountLine({
  lines,
  papers,
  href,
}: {
  lines: readonly LineReport[]
  papers: number
  href?: string
}) {
  const account = lineAccount(lines)
  const total = account.reduce((sum, { lines: number }) => sum + number, 0)
  const show = (number: number) => number.toLocaleString('en')
  return (
    <p className="text-sm text-muted">
      <span className="font-semibold text-ink tabular-nums">
        {show(total)} {total === 1 ? 'line' : 'lines'}
      </span>
      , {show(papers)} {papers === 1 ? 'paper' : 'papers'}.{' '}
      {account.map(({ became, lines: number }, index) => (
        <span
          key={became}
          className={became === 'unaccounted' && number > 0 ? 'font-semibold text-danger' : 'tabular-nums'}
        >
          {index > 0 && ' · '}
          {show(number)} {WORDS[became]}
        </span>
      ))}
      {href && (
        <>
          {' '}
          <Link href={href} prefetch={false} scroll={false} className="link whitespace-nowrap">
            See every line
          </Link>
        </>
      )}
    </p>
  )
}
