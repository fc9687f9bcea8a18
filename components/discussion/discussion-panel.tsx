'use client'

import { X } from 'lucide-react'
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import type { Discussion, ThreadView } from '#lib/discussion/schema.ts'
import { CommentForm } from './comment-form.tsx'
import { orderThreads } from './order-threads.ts'
import { PassageLink } from './passage-link.tsx'
import { PassageQuote } from './passage-quote.tsx'
import { ResolvedThreads } from './resolved-threads.tsx'
import { ThreadItem } from './thread-item.tsx'
import { useHeld } from './use-held.ts'
import type { NoteDiscussion } from './use-note-discussion.ts'

/** Where a thread is begun: about what is selected, or, where nothing is, about the paper. */
function NewThread({ known, discussion }: { known: Discussion; discussion: NoteDiscussion }) {
  const { begun, setBegun, beginHere, acts, paper } = discussion
  const [isMissing, setMissing] = useState(false)
  if (begun) {
    return (
      <div className="rounded-lg border border-accent bg-surface p-4">
        <CommentForm
          key={begun.anchor.start + begun.anchor.end}
          label="Comment on this passage"
          submitLabel="Comment"
          draftKey={`passage ${paper}`}
          names={known.names}
          takesFocus
          onCancel={() => setBegun(null)}
          onSend={async (text) => {
            const refused = await acts.start(text, begun)
            if (refused === null) setBegun(null)
            return refused
          }}
        >
          <PassageQuote quote={begun.quote} isOrphaned={false} />
        </CommentForm>
      </div>
    )
  }
  return (
    <div>
      <Button
        size="sm"
        // The editor keeps its selection.
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => setMissing(!beginHere())}
      >
        Comment on the selection
      </Button>
      <p role="status" className="mt-1.5 text-sm text-muted empty:hidden">
        {isMissing && 'Select a passage of the text first.'}
      </p>
    </div>
  )
}

/**
 * A note's discussion at the editor's side, or as a sheet over the lower half of a phone: threads in the
 * order of the text, those whose passage is gone after them. Pressing a passage goes to it.
 */
export function DiscussionPanel({ discussion }: { discussion: NoteDiscussion }) {
  const { discussion: known, acts, isOpen, close, ranges, active, goTo } = discussion
  const { held, hold } = useHeld()
  const titleId = useId()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!isOpen || active === null) return
    panel.current?.querySelector(`[data-panel-thread="${CSS.escape(active)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [isOpen, active])
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    const isHere = event.target instanceof Node && panel.current?.contains(event.target)
    // A list of names or a question in front of the panel takes the key for itself.
    if (event.key === 'Escape' && isHere && !event.defaultPrevented) close()
  })
  useEffect(() => {
    window.addEventListener('keydown', onEscape)
    return () => window.removeEventListener('keydown', onEscape)
  }, [])
  if (!isOpen) return null
  const { passages, general, orphaned, resolved } = orderThreads(known?.threads ?? [], ranges, held)
  const item = (thread: ThreadView, isOrphaned: boolean) => {
    const isHere = thread.anchor !== null && !isOrphaned && !thread.isResolved
    return (
      <div key={thread.id} data-panel-thread={thread.id}>
        <ThreadItem
          thread={thread}
          isOrphaned={isOrphaned}
          names={known?.names ?? []}
          mayWrite={known?.mayWrite ?? false}
          acts={acts}
          onHold={hold}
          {...(isHere && {
            passage: (
              <PassageLink quote={thread.quote ?? ''} isActive={thread.id === active} onPress={() => goTo(thread.id)} />
            ),
          })}
        />
      </div>
    )
  }
  return (
    <section
      ref={panel}
      id="note-discussion"
      aria-labelledby={titleId}
      className="flex min-h-0 min-w-0 flex-col bg-canvas max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:max-h-[65dvh] max-lg:rounded-t-lg max-lg:border-t max-lg:border-line-strong max-lg:shadow-lg"
    >
      <div className="flex items-center justify-between gap-3 border-b border-line py-1 pr-1.5 pl-4">
        <h2 id={titleId} className="font-serif text-lg font-semibold">
          Discussion
        </h2>
        <IconButton label="Close the discussion" onClick={close}>
          <X aria-hidden />
        </IconButton>
      </div>
      <div className="grid min-h-0 flex-1 content-start gap-3 overflow-y-auto overscroll-contain p-4">
        {!known && <p className="text-muted">Opening the discussion…</p>}
        {known?.mayWrite && <NewThread known={known} discussion={discussion} />}
        {known?.threads.length === 0 && <p className="text-muted">Nothing was said yet.</p>}
        {passages.map((thread) => item(thread, false))}
        {general.map((thread) => item(thread, false))}
        {orphaned.map((thread) => item(thread, true))}
        {resolved.length > 0 && (
          <ResolvedThreads count={resolved.length}>
            {resolved.map((thread) => item(thread, thread.isOrphaned))}
          </ResolvedThreads>
        )}
      </div>
    </section>
  )
}
