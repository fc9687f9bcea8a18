'use client'

import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Time } from '#components/ui/time.tsx'
import type { KeptDraft } from './note-drafts.ts'

/** Asks what to do with a text that this browser kept from an earlier visit; the editor waits for the answer. */
export function NoteDraftOffer({
  draft,
  restore,
  discard,
}: {
  draft: KeptDraft
  restore: () => void
  discard: () => void
}) {
  return (
    <Notice
      tone="info"
      role="status"
      title="You have a text here that was not saved."
      action={
        <>
          <Button size="sm" variant="primary" onClick={restore}>
            Go on with it
          </Button>
          <CopyButton text={draft.text} label="Copy it" />
          <Button size="sm" variant="ghost" onClick={discard}>
            Throw it away
          </Button>
        </>
      }
    >
      This browser kept it on <Time date={draft.at} time />.
    </Notice>
  )
}

/** The person's own text after they took someone else's: still one click away. */
export function NoteSetAside({ text, bringBack, forget }: { text: string; bringBack: () => void; forget: () => void }) {
  return (
    <Notice
      tone="info"
      role="status"
      title="You took the other text. Yours is set aside."
      action={
        <>
          <Button size="sm" onClick={bringBack}>
            Bring mine back
          </Button>
          <CopyButton text={text} label="Copy mine" />
          <Button size="sm" variant="ghost" onClick={forget}>
            I do not need it
          </Button>
        </>
      }
    />
  )
}
