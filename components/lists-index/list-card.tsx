import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ListSummary } from '#lib/lists/schema.ts'

const ROLES = { ADMIN: 'Admin', MEMBER: 'Member', VIEWER: 'Viewer' } as const

/** A list in the index of lists. The whole card is its link. */
export function ListCard({ list }: { list: ListSummary }) {
  return (
    <article className="group relative flex h-full flex-col rounded-lg border border-line bg-surface p-5 shadow-sm transition-colors hover:border-accent sm:p-6">
      <h2 className="font-serif text-xl leading-snug font-semibold">
        <Link
          href={`/l/${list.slug}`}
          className="rounded-sm no-underline group-hover:text-accent after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent"
        >
          {list.title}
        </Link>
      </h2>
      {list.description && <p className="mt-1.5 line-clamp-3 text-[0.9375rem] text-muted">{list.description}</p>}
      <div className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-2 pt-5 text-sm text-muted">
        <span className="font-medium text-ink tabular-nums">
          {list.papers.toLocaleString('en')} {list.papers === 1 ? 'paper' : 'papers'}
        </span>
        <span>
          changed <Time date={list.updatedAt} />
        </span>
        <span className="ml-auto flex gap-1.5">
          {list.visibility === 'PUBLIC' && <Badge tone="info">Public</Badge>}
          <Badge>{ROLES[list.role]}</Badge>
        </span>
      </div>
    </article>
  )
}
