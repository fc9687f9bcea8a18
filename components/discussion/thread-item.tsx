'use client'

import { Check, Reply, RotateCcw } from 'lucide-react'
import { type ReactNode, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { ThreadView } from '#lib/discussion/schema.ts'
import { CommentForm } from './comment-form.tsx'
import { CommentItem } from './comment-item.tsx'
import { draftOf } from './drafts.ts'
import { PassageQuote } from './passage-quote.tsx'
import type { DiscussionActs } from './use-discussion-acts.ts'

/** A conversation: what it is about, what was said, and, for those who may write, what to say to it. */
export function ThreadItem({
  thread,
  isOrphaned,
  names,
  mayWrite,
  acts,
  onHold,
  passage,
}: {
  thread: ThreadView
  /** Where the text is at hand, it knows better than the server whether the passage is still there. */
  isOrphaned: boolean
  names: readonly string[]
  mayWrite: boolean
  acts: DiscussionActs
  /** Somebody begins or ends writing here: meanwhile the thread stays where it is. */
  onHold: (thread: string, isHeld: boolean) => void
  /** Stands in the place of the quote, where it leads somewhere. */
  passage?: ReactNode
}) {
  const toast = useToast()
  const draftKey = `reply ${thread.id}`
  const [isReplying, setReplying] = useState(() => draftOf(draftKey) !== '')
  const [problem, setProblem] = useState<string | null>(null)
  const [isResolving, start] = useTransition()
  const reply = (open: boolean) => {
    setReplying(open)
    onHold(thread.id, open)
  }
  const resolve = () =>
    start(async () => {
      const refused = await acts.resolve(thread.id, !thread.isResolved)
      setProblem(refused)
      if (refused === null && !thread.isResolved) {
        toast({
          title: 'Thread resolved',
          action: { label: 'Reopen', run: async () => (await acts.resolve(thread.id, false)) ?? undefined },
        })
      }
    })
  const by = thread.comments[0]?.authorName ?? 'Somebody'
  return (
    <article aria-label={`Thread begun by ${by}`} className="rounded-lg border border-line bg-surface p-4 shadow-sm">
      {passage ?? <PassageQuote quote={thread.quote} isOrphaned={isOrphaned} />}
      <ol className="grid gap-3">
        {thread.comments.map((comment, at) => (
          <li key={comment.id} className={at === 0 ? '' : 'border-l-2 border-line pl-3.5'}>
            <CommentItem comment={comment} names={names} mayWrite={mayWrite} acts={acts} />
          </li>
        ))}
      </ol>
      {thread.isResolved && (
        <p className="mt-3 flex items-center gap-1.5 text-sm text-success">
          <Check aria-hidden className="size-4" />
          Resolved{thread.resolvedByName && ` by ${thread.resolvedByName}`}
        </p>
      )}
      {problem && (
        <p role="alert" className="mt-2 text-sm font-medium text-danger">
          {problem}
        </p>
      )}
      {mayWrite && (
        <div className="mt-3 border-t border-line pt-3">
          {isReplying ? (
            <CommentForm
              label={`Reply to ${by}`}
              submitLabel="Reply"
              draftKey={draftKey}
              names={names}
              takesFocus
              onCancel={() => reply(false)}
              onSend={async (text) => {
                const refused = await acts.reply(thread.id, text)
                if (refused === null) reply(false)
                return refused
              }}
            />
          ) : (
            <div className="flex flex-wrap gap-2">
              <Button size="sm" onClick={() => reply(true)}>
                <Reply aria-hidden />
                Reply
              </Button>
              <Button size="sm" variant="ghost" aria-disabled={isResolving} onClick={() => !isResolving && resolve()}>
                {thread.isResolved ? <RotateCcw aria-hidden /> : <Check aria-hidden />}
                {thread.isResolved ? 'Reopen' : 'Resolve'}
              </Button>
            </div>
          )}
        </div>
      )}
    </article>
  )
}
