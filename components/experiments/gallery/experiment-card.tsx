import type { ReactNode } from 'react'
import type { Verdict } from '#lib/experiments/runtime/verdict.ts'
import { VerdictSummary } from '../verdicts/verdict-summary.tsx'

/** An experiment among others. The whole card is its link. */
export function ExperimentCard({
  href,
  title,
  question,
  paper,
  verdicts,
  note,
  children,
}: {
  href: string
  title: string
  question: string
  /** The paper's title, where it is not said already. */
  paper?: string
  /** Null: nothing was recorded. */
  verdicts: readonly Verdict[] | null
  note?: ReactNode
  /** A picture of what comes out. */
  children?: ReactNode
}) {
  return (
    <article className="group relative flex h-full flex-col rounded-lg border border-line bg-surface p-5 shadow-sm transition-colors hover:border-accent sm:p-6">
      {paper && <p className="eyebrow mb-1.5">{paper}</p>}
      <h2 className="font-serif text-xl leading-snug font-semibold">
        <a
          href={href}
          className="rounded-sm text-ink no-underline group-hover:text-accent after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent"
        >
          {title}
        </a>
      </h2>
      <p className="mt-1.5 text-[0.9375rem] text-muted">{question}</p>
      {children && <div className="mt-5">{children}</div>}
      <div className="mt-auto flex flex-wrap items-center gap-x-4 gap-y-2 pt-5 text-sm text-muted">
        {verdicts ? <VerdictSummary verdicts={verdicts} /> : <span>No result yet</span>}
        {note}
      </div>
    </article>
  )
}
