'use client'

import { CopyTex } from '#components/notes/copy-tex.tsx'
import type { Discussion, ThreadView } from '#lib/discussion/schema.ts'
import { CommentForm } from './comment-form.tsx'
import type { DiscussionActions } from './discussion-types.ts'
import { orderThreads } from './order-threads.ts'
import { ResolvedThreads } from './resolved-threads.tsx'
import { ThreadItem } from './thread-item.tsx'
import { useDiscussion } from './use-discussion.ts'
import { useDiscussionActs } from './use-discussion-acts.ts'
import { useHeld } from './use-held.ts'
import { useSeen } from './use-seen.ts'

/** What the group says about a paper and its note: read by all who may read the note, written by its members. */
export function DiscussionView({
  target,
  address,
  initial,
  actions,
}: {
  target: { list: string; paper: string }
  /** Of the discussion's JSON. */
  address: string
  initial: Discussion
  actions: DiscussionActions
}) {
  const { discussion, refresh } = useDiscussion(address, initial)
  const acts = useDiscussionActs(target, actions, refresh)
  const { held, hold } = useHeld()
  const { threads, mayWrite, names, callsReader } = discussion ?? initial
  useSeen(callsReader, target, actions.seen)
  const { passages, general, orphaned, resolved } = orderThreads(threads, null, held)
  const item = (thread: ThreadView) => (
    <ThreadItem
      key={thread.id}
      thread={thread}
      isOrphaned={thread.isOrphaned}
      names={names}
      mayWrite={mayWrite}
      acts={acts}
      onHold={hold}
    />
  )
  const open = [...general, ...passages, ...orphaned]
  return (
    <div className="grid max-w-measure gap-4">
      {threads.length === 0 && (
        <p className="text-muted">
          Nothing was said yet.{mayWrite && ' A remark on a passage begins in the note: select it there.'}
        </p>
      )}
      {open.map(item)}
      {resolved.length > 0 && <ResolvedThreads count={resolved.length}>{resolved.map(item)}</ResolvedThreads>}
      {mayWrite && (
        <div className="mt-2">
          <CommentForm
            label="Begin a conversation"
            submitLabel="Send"
            draftKey={`thread ${target.paper}`}
            names={names}
            onSend={(text) => acts.start(text)}
          />
        </div>
      )}
      {threads.some((thread) => thread.comments.some((comment) => comment.hasMath)) && <CopyTex />}
    </div>
  )
}
