import { ViewPlugin } from '@codemirror/view'
import type { NoteRoom } from './note-room.ts'

const SHOWN = 3500

type Change = { added: number[]; updated: number[] }

/**
 * Shows the name at somebody's cursor when it moves and lets it fade after a while, so that it does not
 * cover what stands above. Pointing at a cursor shows its name at any time.
 */
export function cursorNames({ awareness }: NoteRoom) {
  return ViewPlugin.define((view) => {
    const places = new Map<number, string>()
    const show = (name: string) => {
      const right = view.scrollDOM.getBoundingClientRect().right
      for (const label of view.contentDOM.querySelectorAll<HTMLElement>('.cm-ySelectionInfo')) {
        if (label.textContent !== name) continue
        for (const before of label.getAnimations()) before.cancel()
        label.style.translate = `${Math.min(0, right - 12 - label.getBoundingClientRect().right)}px`
        label.animate([{ opacity: 1 }, { opacity: 1, offset: 0.85 }, { opacity: 0 }], SHOWN)
      }
    }
    const onChange = ({ added, updated }: Change) => {
      const moved = [...added, ...updated].filter((client) => {
        const place = JSON.stringify(awareness.getStates().get(client)?.cursor ?? null)
        const isSame = places.get(client) === place
        places.set(client, place)
        return client !== awareness.clientID && !isSame
      })
      if (moved.length === 0) return
      // The cursors themselves are drawn by another listener of the same event.
      requestAnimationFrame(() => {
        // In the middle of a line the name would be read as a part of it; who is here is told elsewhere.
        for (const caret of view.contentDOM.querySelectorAll('.cm-ySelectionCaret')) caret.ariaHidden = 'true'
        for (const client of moved) {
          const name: unknown = awareness.getStates().get(client)?.user?.name
          if (typeof name === 'string') show(name)
        }
      })
    }
    awareness.on('change', onChange)
    return { destroy: () => awareness.off('change', onChange) }
  })
}
