import { FIRST_SAVING, type SaveState, type SavingEvent, nextSaving, saveStateOf } from './save-state.ts'
import { encodeWord, readWord } from './socket-words.ts'

// A listener takes whatever the event carries; each one here says what that is.
type Listener = (...args: never[]) => void

/** What this needs of a HocuspocusProvider, and no more. */
export type SavingProvider = {
  document: { on(name: 'update', listener: Listener): unknown; off(name: 'update', listener: Listener): unknown }
  on(event: string, listener: Listener): unknown
  off(event: string, listener: Listener): unknown
  sendStateless(payload: string): void
  flushPendingUpdates(): void
}

/**
 * Watches a provider and tells, whenever it changes, what the screen shall say about saving.
 * Framework-free.
 * @returns the state as it is now, how many of this tab's edits there are and how many are on disk, and
 *   how to stop watching.
 */
export function trackSaving(provider: SavingProvider, onChange: (state: SaveState) => void) {
  let saving = FIRST_SAVING
  let shown = saveStateOf(saving)
  const ask = (n: number) => {
    // After everything that is under way in this turn, the edit itself included.
    queueMicrotask(() => {
      if (saving.asked?.fence !== n) return
      provider.flushPendingUpdates()
      provider.sendStateless(encodeWord({ kind: 'fence', n }))
    })
  }
  const take = (event: SavingEvent) => {
    const step = nextSaving(saving, event)
    saving = step.saving
    if (step.ask !== null) ask(step.ask)
    const next = saveStateOf(saving)
    if (JSON.stringify(next) === JSON.stringify(shown)) return
    shown = next
    onChange(next)
  }

  const onUpdate = (_update: Uint8Array, origin: unknown) => origin !== provider && take({ type: 'edit' })
  const onStateless = ({ payload }: { payload: string }) => {
    const word = readWord(payload)
    if (word === null || word.kind === 'fence') return
    if (word.kind === 'saved' || word.kind === 'refused') take({ type: word.kind, n: word.n })
    else take({ type: word.kind })
  }
  const listeners: [event: string, listener: Listener][] = [
    ['synced', () => take({ type: 'synced' })],
    ['authenticationFailed', () => take({ type: 'refused-entry' })],
    [
      'close',
      ({ event }: { event: { code: number; reason: string } }) =>
        take({ type: 'closed', code: event.code, reason: event.reason }),
    ],
    ['stateless', onStateless],
  ]
  for (const [event, listener] of listeners) provider.on(event, listener)
  provider.document.on('update', onUpdate)
  const stop = () => {
    for (const [event, listener] of listeners) provider.off(event, listener)
    provider.document.off('update', onUpdate)
  }
  const counts = () => ({ edits: saving.edits - 1, saved: Math.max(0, saving.saved - 1) })
  return { current: () => shown, counts, stop }
}
