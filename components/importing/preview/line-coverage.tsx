import Link from 'next/link'
import type { LineCoverage } from '#lib/readme/report/line-coverage.ts'
import type { LineReport } from '#lib/readme/report.ts'

const inWords = (became: LineReport['became'], number: number, papers: number): string => {
  const n = number.toLocaleString('en')
  const some = (one: string, many: string) => `${n} ${number === 1 ? one : many}`
  switch (became) {
    case 'title':
      return some('title', 'of the title')
    case 'section':
      return some('heading', 'headings')
    case 'paper':
      return `${n} of ${papers.toLocaleString('en')} ${papers === 1 ? 'entry' : 'entries'}`
    case 'note':
      return `${n} of notes`
    case 'prose':
      return `${n} left as text`
    case 'refused':
      return `${n} refused`
    case 'blank':
      return `${n} blank`
    case 'unaccounted':
      return `${n} unaccounted for`
  }
}

/** One sentence in which every line of the file has its place. */
export function LineCoverageLine({
  coverage,
  entries,
  href,
}: {
  coverage: LineCoverage
  entries: number
  href?: string
}) {
  const total = coverage.reduce((sum, { lines: number }) => sum + number, 0)
  return (
    <p className="text-sm text-muted tabular-nums">
      <span className="font-semibold text-ink">
        {total.toLocaleString('en')} {total === 1 ? 'line' : 'lines'}:
      </span>{' '}
      {coverage.map(({ became, lines: number }, index) => (
        <span key={became} className={became === 'unaccounted' && number > 0 ? 'font-semibold text-danger' : undefined}>
          {index > 0 && ', '}
          {inWords(became, number, entries)}
        </span>
      ))}
      .
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
