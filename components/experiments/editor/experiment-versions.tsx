import clsx from 'clsx'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { DiffView } from '#components/notes/diff-view.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ExperimentVersionEntry } from '#lib/experiments/authored/schema.ts'
import type { DiffLine } from '#lib/notes/history/line-diff.ts'
import type { Page } from '#lib/paging.ts'

/** The saved versions of an experiment's text, and what one of them changed. */
export function ExperimentVersions({
  versions,
  shown,
  href,
  controls,
}: {
  versions: readonly ExperimentVersionEntry[]
  /** `changes`: against the version before it. */
  shown: { number: number; source: string; changes: Page<DiffLine> }
  href: (version: number, page?: number) => string
  /** What can be done with the shown one; nothing for who may not. */
  controls?: ReactNode
}) {
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[17rem_minmax(0,1fr)]">
      <nav aria-label="Versions" className="max-h-[40dvh] overflow-y-auto lg:max-h-[70dvh]">
        <ol className="grid gap-0.5">
          {versions.map(({ number, createdAt, authorName }) => (
            <li key={number}>
              <Link
                href={href(number)}
                aria-current={number === shown.number ? 'page' : undefined}
                className={clsx(
                  'block rounded-md px-3 py-1.5 no-underline hover:bg-accent-soft',
                  number === shown.number && 'bg-accent-soft text-accent-strong',
                )}
              >
                <span className="block tabular-nums">
                  <Time date={createdAt} time />
                </span>
                <span className="block text-sm text-muted">
                  Version {number}
                  {authorName && `, ${authorName}`}
                </span>
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      <section aria-label={`Version ${shown.number}`} className="grid min-w-0 gap-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 className="font-serif text-xl font-semibold">Version {shown.number}</h2>
          <div className="flex flex-wrap gap-2">
            {controls}
            <CopyButton text={shown.source} label="Copy the text" />
          </div>
        </div>
        <p className="text-sm text-muted">
          {shown.number === 1 ? 'The first text.' : `What changed since version ${shown.number - 1}.`}
        </p>
        <DiffView lines={shown.changes.rows} />
        <Pager {...shown.changes} href={(page) => href(shown.number, page)} />
      </section>
    </div>
  )
}
