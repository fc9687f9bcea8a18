'use client'

import { MessageSquareText } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import type { NoteDiscussion } from './use-note-discussion.ts'

/** Opens and closes a note's discussion, and says how much of it is open. */
export function DiscussionToggle({ discussion }: { discussion: NoteDiscussion }) {
  const { discussion: known, isOpen, setOpen } = discussion
  const open = known?.threads.filter((thread) => !thread.isResolved).length ?? 0
  return (
    <Button size="sm" aria-expanded={isOpen} aria-controls="note-discussion" onClick={() => setOpen(!isOpen)}>
      <MessageSquareText aria-hidden />
      <span className="max-sm:sr-only">Discussion</span>
      {open > 0 && (
        <span className="tabular-nums">
          {open}
          <span className="sr-only"> open</span>
        </span>
      )}
    </Button>
  )
}
