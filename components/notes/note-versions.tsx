import clsx from 'clsx'
import { History } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { Time } from '#components/ui/time.tsx'
import type { AuthoredLine } from '#lib/notes/history/history-queries.ts'
import type { DiffLine } from '#lib/notes/history/line-diff.ts'
import type { NoteVersionEntry, NoteVersionView } from '#lib/notes/schema.ts'
import type { Page } from '#lib/paging.ts'
import { DiffView } from './diff-view.tsx'
import { LineAuthors } from './line-authors.tsx'

export const HISTORY_VIEWS = { changes: 'Changes', text: 'Text', authors: 'Who wrote this' } as const
export type HistoryView = keyof typeof HISTORY_VIEWS

export type ShownVersion = NoteVersionView & {
  /** The version it is compared with; null: it is the first. */
  from: number | null
}

/** The kept versions of a note: what each changed, its text, and who wrote the note as it stands. */
export function NoteVersions({
  versions,
  shown,
  view,
  changes,
  authors,
  href,
  restore,
  nameForm,
}: {
  versions: readonly NoteVersionEntry[]
  shown: ShownVersion | null
  view: HistoryView
  /** Read only where that is the view. */
  changes: Page<DiffLine> | null
  /** Of the note as it stands; read only where that is the view. */
  authors: Page<AuthoredLine> | null
  href: (to: { version: number; from?: number | null; view?: HistoryView; page?: number }) => string
  /** What brings the shown version back; nothing for who may not. */
  restore?: ReactNode
  nameForm?: ReactNode
}) {
  if (!shown) {
    return (
      <EmptyState title="No earlier versions" icon={<History />}>
        Versions are kept by themselves at pauses while the note is written.
      </EmptyState>
    )
  }
  const pageHref = (page: number) => href({ version: shown.version, from: shown.from, page })
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[17rem_minmax(0,1fr)]">
      <div className="grid gap-5">
        {nameForm}
        <nav aria-label="Versions" className="max-h-[40dvh] overflow-y-auto lg:max-h-[70dvh]">
          <ol className="grid gap-0.5">
            {versions.map((version) => {
              const isShown = version.version === shown.version
              return (
                <li key={version.version}>
                  <Link
                    href={href({ version: version.version, view })}
                    aria-current={isShown ? 'page' : undefined}
                    className={clsx(
                      'block rounded-md px-3 py-1.5 no-underline hover:bg-accent-soft',
                      isShown && 'bg-accent-soft text-accent-strong',
                    )}
                  >
                    {version.name && <span className="block font-semibold">{version.name}</span>}
                    <span className="block tabular-nums">
                      <Time date={version.createdAt} time />
                    </span>
                    <span className="block text-sm text-muted">
                      Version {version.version}, {version.authorName ?? 'imported'}
                    </span>
                  </Link>
                </li>
              )
            })}
          </ol>
        </nav>
      </div>
      <section aria-label={`Version ${shown.version}`} className="min-w-0">
        <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
          <h2 className="font-serif text-xl font-semibold">{shown.name ?? `Version ${shown.version}`}</h2>
          <div className="flex flex-wrap gap-2">
            {shown.version !== versions[0]?.version && restore}
            <CopyButton text={shown.text} label="Copy the text" />
          </div>
        </div>
        <nav aria-label="What to show" className="mb-4 flex flex-wrap gap-x-5 gap-y-1 border-b border-line">
          {(Object.keys(HISTORY_VIEWS) as HistoryView[]).map((each) => (
            <Link
              key={each}
              href={href({ version: shown.version, from: shown.from, view: each })}
              aria-current={each === view ? 'true' : undefined}
              className={clsx(
                'flex min-h-10 items-center border-b-2 text-[0.9375rem] no-underline touch:min-h-11',
                each === view ? 'border-accent font-semibold' : 'border-transparent text-muted hover:text-ink',
              )}
            >
              {HISTORY_VIEWS[each]}
            </Link>
          ))}
        </nav>
        {changes && (
          <>
            <form method="get" className="mb-3 flex flex-wrap items-center gap-2 text-sm">
              <input type="hidden" name="v" value={shown.version} />
              <label className="flex flex-wrap items-center gap-2">
                Compared with
                <select name="from" defaultValue={shown.from ?? ''} className="control w-auto">
                  <option value="">the empty note</option>
                  {versions
                    .filter((version) => version.version !== shown.version)
                    .map((version) => (
                      <option key={version.version} value={version.version}>
                        {version.name ?? `version ${version.version}`}
                      </option>
                    ))}
                </select>
              </label>
              <button type="submit" className="link min-h-10 px-1 touch:min-h-11">
                Compare
              </button>
            </form>
            <DiffView lines={changes.rows} />
            <Pager {...changes} href={pageHref} />
          </>
        )}
        {view === 'text' && (
          <pre
            tabIndex={0}
            className="max-h-[70dvh] overflow-auto rounded-md border border-line bg-surface p-4 font-mono text-sm leading-relaxed break-words whitespace-pre-wrap"
          >
            {shown.text}
          </pre>
        )}
        {authors && (
          <>
            <p className="mb-3 text-sm text-muted">The note as it stands now.</p>
            <LineAuthors lines={authors.rows} />
            <Pager {...authors} href={pageHref} />
          </>
        )}
      </section>
    </div>
  )
}
