import clsx from 'clsx'
import { History } from 'lucide-react'
import Link from 'next/link'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Time } from '#components/ui/time.tsx'
import type { NoteVersionEntry, NoteVersionView } from '#lib/notes/schema.ts'

/** The kept versions of a note, and the text of one of them. */
export function NoteVersions({
  versions,
  shown,
  href,
}: {
  versions: readonly NoteVersionEntry[]
  shown: NoteVersionView | null
  href: (version: number) => string
}) {
  if (!shown) {
    return (
      <EmptyState title="No earlier versions" icon={<History />}>
        From the next save on, every version is kept here.
      </EmptyState>
    )
  }
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[16rem_minmax(0,1fr)]">
      <nav aria-label="Versions" className="max-h-[70dvh] overflow-y-auto">
        <ol className="grid gap-0.5">
          {versions.map((version) => {
            const isShown = version.version === shown.version
            return (
              <li key={version.version}>
                <Link
                  href={href(version.version)}
                  aria-current={isShown ? 'page' : undefined}
                  className={clsx(
                    'block rounded-md px-3 py-1.5 hover:bg-accent-soft',
                    isShown && 'bg-accent-soft text-accent-strong',
                  )}
                >
                  <span className="block tabular-nums">
                    <Time date={version.createdAt} time />
                  </span>
                  <span className="block text-sm text-muted">{version.authorName ?? 'Imported'}</span>
                </Link>
              </li>
            )
          })}
        </ol>
      </nav>
      <section aria-label={`Version ${shown.version}`} className="min-w-0">
        <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
          <h2 className="font-serif text-xl font-semibold">Version {shown.version}</h2>
          <CopyButton text={shown.text} label="Copy the text" />
        </div>
        <pre
          tabIndex={0}
          className="max-h-[70dvh] overflow-auto rounded-md border border-line bg-surface p-4 font-mono text-sm leading-relaxed break-words whitespace-pre-wrap"
        >
          {shown.text}
        </pre>
      </section>
    </div>
  )
}
