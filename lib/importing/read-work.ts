import { deserialize, serialize } from 'node:v8'
import type { SourceDocument } from './document.ts'
import { noteImages } from './note-images.ts'
import { readDocument } from './read-document.ts'

/** What the main thread needs to know of a text that was read. */
export type TextDigest = {
  title: string | null
  /** How many there are. */
  entries: number
  /** The list's own images that its notes show. */
  images: string[]
}

/** A text that was read: its document as bytes, which are handed on from thread to thread unopened. */
export type ReadText = { digest: TextDigest; document: Uint8Array }

export const packDocument = (document: SourceDocument): Uint8Array => new Uint8Array(serialize(document))
export const unpackDocument = (document: Uint8Array): SourceDocument => deserialize(document) as SourceDocument

/** Reads a README. Runs in the worker pool. */
export function readTextWork(text: string): ReadText {
  const document = readDocument(text)
  const digest = { title: document.title, entries: document.entries.length, images: noteImages(document) }
  return { digest, document: packDocument(document) }
}
