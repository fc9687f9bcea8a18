import { placeholderFor } from '#lib/markdown/extensions/html-placeholders.ts'
import type { PublicThread } from '#lib/sharing/present.ts'
import { CommentByline } from './comment-byline.tsx'
import { CommentText } from './comment-text.tsx'
import { PassageQuote } from './passage-quote.tsx'
import { ResolvedThreads } from './resolved-threads.tsx'

function PublicThreadItem({ thread }: { thread: PublicThread }) {
  return (
    <article
      aria-label={`Thread begun by ${thread.comments[0]?.authorName ?? 'somebody'}`}
      className="rounded-lg border border-line bg-surface p-4 shadow-sm"
    >
      <PassageQuote quote={thread.quote} isOrphaned={thread.isOrphaned} />
      <ol className="grid gap-3">
        {thread.comments.map((comment, at) => (
          <li key={at} className={at === 0 ? '' : 'border-l-2 border-line pl-3.5'}>
            <CommentByline name={comment.authorName} at={comment.createdAt} isEdited={comment.isEdited} />
            <div className="mt-1">
              <CommentText html={placeholderFor(comment.html)} />
            </div>
          </li>
        ))}
      </ol>
    </article>
  )
}

/** What a group says about a paper, where it shares that: to be read, without a script. */
export function PublicThreads({ threads }: { threads: readonly PublicThread[] }) {
  const open = threads.filter((thread) => !thread.isResolved)
  const resolved = threads.filter((thread) => thread.isResolved)
  const items = (list: readonly PublicThread[]) =>
    list.map((thread, at) => <PublicThreadItem key={at} thread={thread} />)
  return (
    <div className="grid max-w-measure gap-4">
      {items(open)}
      {resolved.length > 0 && <ResolvedThreads count={resolved.length}>{items(resolved)}</ResolvedThreads>}
    </div>
  )
}
