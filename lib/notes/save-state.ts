import { isLasting } from './socket-words.ts'

/** What the screen always shows. `saved` means: on the server's disk. */
export type SaveState =
  { state: 'saved' } | { state: 'sending' } | { state: 'offline' } | { state: 'cannot-save'; reason: string }

/** Everything that decides on it. Only `nextSaving` makes new ones. */
export type Saving = {
  /** Counts this tab's edits. Starts at 1: what the browser kept from last time may not have been sent. */
  edits: number
  /** The newest edit known to be on disk. */
  saved: number
  /** The fence that is under way, and the newest edit before it. */
  asked: { fence: number; edits: number } | null
  /**
   * How many fences were sent. Each has a number of its own: one that waited in the browser while there
   * was no connection goes out before the handshake is over, and its answer must count for nothing.
   */
  fences: number
  link: 'connecting' | 'open' | 'lost'
  problem: string | null
  /** The server has refused edits of this connection: what it says of later fences tells nothing about those. */
  isRefused: boolean
  isStalled: boolean
}

export type SavingEvent =
  | { type: 'edit' }
  /** The handshake is over: both sides have what the other had. */
  | { type: 'synced' }
  | { type: 'closed'; code: number; reason: string }
  /** The server does not let this person in. */
  | { type: 'refused-entry' }
  /** The answer to the fence with this number. */
  | { type: 'saved'; n: number }
  | { type: 'refused'; n: number }
  | { type: 'stalled' }
  | { type: 'flowing' }

export const FIRST_SAVING: Saving = {
  edits: 1,
  saved: 0,
  asked: null,
  fences: 0,
  link: 'connecting',
  problem: null,
  isRefused: false,
  isStalled: false,
}

function withEvent(saving: Saving, event: SavingEvent): Saving {
  switch (event.type) {
    case 'edit':
      return { ...saving, edits: saving.edits + 1 }
    case 'synced':
      return { ...saving, link: 'open', asked: null, isRefused: false, isStalled: false }
    case 'closed': {
      const problem = isLasting(event.code) ? event.reason : saving.problem
      return { ...saving, link: 'lost', asked: null, isStalled: false, problem }
    }
    case 'refused-entry':
      return { ...saving, link: 'lost', asked: null, problem: 'You may not open this note' }
    case 'saved':
      if (saving.asked?.fence !== event.n) return saving
      return { ...saving, saved: saving.asked.edits, asked: null, problem: null, isStalled: false }
    case 'refused':
      if (saving.asked?.fence !== event.n) return saving
      return { ...saving, asked: null, isRefused: true, problem: 'You may read this note but not change it' }
    case 'stalled':
      return { ...saving, isStalled: true }
    case 'flowing':
      return { ...saving, isStalled: false }
  }
}

/**
 * One step of the machine. One fence is under way at a time: the next one goes out with the answer to
 * the last, for everything typed meanwhile.
 * @returns the new state, and the number of the fence to send now, if any.
 */
export function nextSaving(before: Saving, event: SavingEvent): { saving: Saving; ask: number | null } {
  const saving = withEvent(before, event)
  const mayAsk = saving.link === 'open' && saving.asked === null && saving.edits > saving.saved && !saving.isRefused
  if (!mayAsk) return { saving, ask: null }
  const fence = saving.fences + 1
  return { saving: { ...saving, fences: fence, asked: { fence, edits: saving.edits } }, ask: fence }
}

/** What to show. */
export function saveStateOf({ edits, saved, link, problem, isStalled }: Saving): SaveState {
  if (problem !== null) return { state: 'cannot-save', reason: problem }
  if (link === 'lost') return { state: 'offline' }
  if (edits === saved) return { state: 'saved' }
  if (isStalled) return { state: 'cannot-save', reason: 'the server cannot reach its database; it keeps trying' }
  return { state: 'sending' }
}
