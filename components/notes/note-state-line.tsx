import { Check, CircleAlert, CircleDot, LoaderCircle } from 'lucide-react'
import type { NoteState } from './use-note-session.ts'

const WORDS: Record<NoteState, string> = {
  saved: 'Saved',
  unsaved: 'Unsaved changes',
  saving: 'Saving…',
  failed: 'Could not save — your text is kept here.',
}

/** How the text on the screen stands to the text on the server. Announced when it changes. */
export function NoteStateLine({ state, isNew, problem }: { state: NoteState; isNew: boolean; problem: string | null }) {
  const Icon = { saved: Check, unsaved: CircleDot, saving: LoaderCircle, failed: CircleAlert }[state]
  const isBlank = isNew && state === 'saved'
  return (
    <p role="status" className="flex items-center gap-2 text-sm text-muted">
      <Icon aria-hidden className={state === 'failed' ? 'size-4 text-danger' : 'size-4'} />
      <span className={state === 'failed' ? 'font-medium text-danger' : undefined}>
        {isBlank ? 'A new note' : WORDS[state]} {state === 'failed' && problem}
      </span>
    </p>
  )
}
