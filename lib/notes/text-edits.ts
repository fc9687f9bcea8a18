import { diffArrays, diffChars } from 'diff'

/** Replace `deleted` UTF-16 units at `at` by `inserted`; positions are those of the text before any edit. */
export type TextEdit = { at: number; deleted: number; inserted: string }

/**
 * Beyond this many differing parts, what differs is replaced in one piece: exact, only coarser. Finding them
 * takes the square of it, on the main thread: 30 ms for this many.
 */
const FINEST = 500
const LONGEST_BY_CHARACTER = 4_000

const isLow = (unit: number) => (unit & 0xfc00) === 0xdc00

function sharedStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++
  // Never between the halves of a surrogate pair: Yjs would put U+FFFD there.
  const splits = length > 0 && (isLow(a.charCodeAt(length)) || isLow(b.charCodeAt(length)))
  return splits ? length - 1 : length
}

function sharedEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++
  return length > 0 && isLow(a.charCodeAt(a.length - length)) ? length - 1 : length
}

type Part = { text: string; added: boolean; removed: boolean }

function partsBetween(before: string, after: string): Part[] {
  const options = { maxEditLength: FINEST }
  if (before.length + after.length <= LONGEST_BY_CHARACTER) {
    const parts = diffChars(before, after, options)
    if (parts) return parts.map(({ value, added, removed }) => ({ text: value, added, removed }))
  }
  const lines = diffArrays(before.split(/(?<=\n)/), after.split(/(?<=\n)/), options)
  if (lines) return lines.map(({ value, added, removed }) => ({ text: value.join(''), added, removed }))
  return [
    { text: before, added: false, removed: true },
    { text: after, added: true, removed: false },
  ]
}

/**
 * The edits that turn `before` into `after`, in order, touching as little as they sensibly can: what
 * others write at the same moment in what is left alone stays theirs. Never splits a surrogate pair.
 */
export function textEdits(before: string, after: string): TextEdit[] {
  if (before === after) return []
  const start = sharedStart(before, after)
  const end = sharedEnd(before.slice(start), after.slice(start))
  const edits: TextEdit[] = []
  let at = start
  for (const { text, added, removed } of partsBetween(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  )) {
    const last = edits.at(-1)
    const touches = last !== undefined && last.at + last.deleted === at
    if (removed) {
      if (touches) last.deleted += text.length
      else edits.push({ at, deleted: text.length, inserted: '' })
    } else if (added) {
      if (touches) last.inserted += text
      else edits.push({ at, deleted: 0, inserted: text })
    }
    if (!added) at += text.length
  }
  return edits
}
