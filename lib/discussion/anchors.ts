import * as Y from 'yjs'
import { noteText } from '#lib/notes/note-doc.ts'
import type { Anchor } from './schema.ts'

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))

/** Holds on to the characters between two positions of a note's text. */
export function anchorAt(doc: Y.Doc, from: number, to: number): Anchor {
  const text = noteText(doc)
  const encode = (index: number, side: number) =>
    toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index, side)))
  // What is written at either edge stays outside: the passage is what was chosen.
  return { start: encode(from, 0), end: encode(to, -1) }
}

/** Where the passage is now; null where nothing of it is left, or the anchor belongs to another document. */
export function anchoredRange(doc: Y.Doc, anchor: Anchor): { from: number; to: number } | null {
  // First: until it is asked for by its kind, Yjs keeps the type as another object.
  const text = noteText(doc)
  try {
    const decode = (position: string) =>
      Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(fromBase64(position)), doc)
    const [start, end] = [decode(anchor.start), decode(anchor.end)]
    if (!start || !end || start.type !== text || end.type !== text) return null
    return start.index < end.index ? { from: start.index, to: end.index } : null
  } catch {
    return null
  }
}

/** A shorter quote stands in a text by chance. */
const TELLING = 12

/**
 * Where a discussed passage is now: by its anchor, or, where those characters were deleted, by its words,
 * if they stand in the text exactly once. What was cut and pasted, or came back by an undo, is made of
 * other characters than those that the anchor holds on to.
 */
export function passageRange(doc: Y.Doc, anchor: Anchor, quote: string | null): { from: number; to: number } | null {
  const range = anchoredRange(doc, anchor)
  if (range || quote === null || quote.length < TELLING) return range
  const text = noteText(doc).toString()
  const from = text.indexOf(quote)
  return from >= 0 && text.indexOf(quote, from + 1) < 0 ? { from, to: from + quote.length } : null
}
