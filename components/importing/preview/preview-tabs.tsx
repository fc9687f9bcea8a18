import clsx from 'clsx'
import Link from 'next/link'
import type { PreviewView } from '#lib/readme/report/preview-views.ts'
import { VIEW_LABELS } from './preview-labels.ts'

const URGENT: ReadonlySet<PreviewView> = new Set(['doubtful', 'conflicts'])

/** What one may look at, each with how much there is of it. Links: they work without JavaScript. */
export function PreviewTabs({
  base,
  views,
  counts,
  current,
}: {
  base: string
  views: readonly PreviewView[]
  counts: Record<PreviewView, number>
  current: PreviewView
}) {
  return (
    <nav aria-label="What to look at" className="mb-5 flex flex-wrap gap-2">
      {views.map((view) => {
        const isCurrent = view === current
        return (
          <Link
            key={view}
            href={`${base}?show=${view}`}
            prefetch={false}
            scroll={false}
            aria-current={isCurrent ? 'page' : undefined}
            className={clsx(
              'inline-flex min-h-9 touch:min-h-11 items-center gap-2 rounded-md border px-3 py-1 text-[0.9375rem] no-underline transition-colors',
              isCurrent
                ? 'border-accent bg-accent-soft font-semibold text-accent-strong'
                : 'border-line bg-surface hover:border-line-strong',
            )}
          >
            {VIEW_LABELS[view]}
            <span
              className={clsx(
                'text-sm font-normal tabular-nums',
                URGENT.has(view) && counts[view] > 0 ? 'font-semibold text-warning' : 'text-muted',
              )}
            >
              {counts[view].toLocaleString('en')}
            </span>
          </Link>
        )
      })}
    </nav>
  )
}
