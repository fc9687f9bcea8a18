import { Check, CloudOff, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { SaveState } from '#lib/notes/save-state.ts'

const LOOK: Record<SaveState['state'], { icon: LucideIcon; words: string; className: string }> = {
  saved: { icon: Check, words: 'Saved', className: 'text-muted' },
  sending: { icon: LoaderCircle, words: 'Sending…', className: 'text-muted' },
  offline: { icon: CloudOff, words: 'Offline — kept on this device', className: 'font-medium text-warning' },
  'cannot-save': { icon: TriangleAlert, words: 'Cannot save', className: 'font-medium text-danger' },
}

/** Where one's edits are, always in sight: "Saved" means on the server's disk. */
export function SaveLine({ save }: { save: SaveState }) {
  const { icon: Icon, words, className } = LOOK[save.state]
  return (
    <p role="status" data-save-state={save.state} className={`flex items-center gap-2 text-sm ${className}`}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span>
        {words}
        {save.state === 'cannot-save' && ` — ${save.reason}`}
      </span>
    </p>
  )
}
