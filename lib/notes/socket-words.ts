/**
 * What the notes' socket and an editor say to each other beyond Yjs: why a socket was closed, and
 * fences. A fence asks "tell me when everything I sent before this is on disk"; the answer comes after
 * the commit. (The protocol's own acknowledgements cannot be counted over a reconnect: what was typed
 * offline goes out twice and is acknowledged twice.)
 */

/** Close codes: 1xxx are the WebSocket standard's, 4xxx ours. */
export const CLOSED = {
  restarting: { code: 1012, reason: 'The server restarts' },
  busy: { code: 1013, reason: 'The server cannot save at the moment' },
  slow: { code: 1013, reason: 'This connection takes too little too slowly' },
  malformed: { code: 1007, reason: 'Not a message of this protocol' },
  tooFast: { code: 1008, reason: 'Too many messages' },
  tooMany: { code: 1008, reason: 'Too many connections' },
  tooLarge: { code: 1009, reason: 'An edit is too large' },
  signedOut: { code: 4401, reason: 'You are signed out' },
  otherPerson: { code: 4402, reason: 'Somebody else has signed in in this browser' },
  removed: { code: 4403, reason: 'You may not see this note any more' },
  gone: { code: 4404, reason: 'The note was deleted' },
  rightsChanged: { code: 4410, reason: 'Your rights have changed' },
  full: { code: 4413, reason: 'The note would become too long' },
} as const satisfies Record<string, { code: number; reason: string }>

export type Closed = (typeof CLOSED)[keyof typeof CLOSED]

/** After these, trying again by itself does not help: the person must do something. */
const LASTING = new Set<number>([1007, 1009, 4401, 4402, 4403, 4404, 4413])
export const isLasting = (code: number): boolean => LASTING.has(code)

export type FromEditor = { kind: 'fence'; n: number }

export type FromServer =
  | { kind: 'saved'; n: number }
  /** Something before the fence was not taken: the person may only read. */
  | { kind: 'refused'; n: number }
  /** The database does not answer: edits are kept and tried again. */
  | { kind: 'stalled' }
  | { kind: 'flowing' }

const KINDS = new Set(['fence', 'saved', 'refused', 'stalled', 'flowing'])

export const encodeWord = (word: FromEditor | FromServer): string => JSON.stringify(word)

/** Null where it is no word of ours. */
export function readWord(payload: string): FromEditor | FromServer | null {
  if (payload.length > 100) return null
  try {
    const word = JSON.parse(payload) as { kind?: unknown; n?: unknown } | null
    if (word === null || typeof word.kind !== 'string' || !KINDS.has(word.kind)) return null
    const needsNumber = word.kind === 'fence' || word.kind === 'saved' || word.kind === 'refused'
    return needsNumber && !Number.isSafeInteger(word.n) ? null : (word as FromEditor | FromServer)
  } catch {
    return null
  }
}
