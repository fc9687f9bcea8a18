import { deserialize, serialize } from 'node:v8'
import { type SharedBytes, sharedBytes } from '#lib/files/chunks.ts'
import type { SourceDocument } from '#lib/readme/document.ts'
import { noteImages } from './note-images.ts'
import { textOf } from './read-source.ts'
import { readDocument } from './read-document.ts'

/** What the main thread needs to know of a text that was read. */
export type TextDigest = {
  title: string | null
  /** How many there are. */
  entries: number
  /** The list's own images that its notes show. */
  images: string[]
}

/** A text that was read: its document as bytes, which are handed from thread to thread unopened and without a copy. */
export type ReadText = { digest: TextDigest; document: SharedBytes }

export const packDocument = (document: SourceDocument): SharedBytes => sharedBytes(serialize(document))
export const unpackDocument = (document: Uint8Array): SourceDocument => deserialize(document) as SourceDocument

/** Reads a README. Runs in the worker pool. @throws AppError invalid where it is no text. */
export function readTextWork(bytes: Uint8Array): ReadText {
  const document = readDocument(textOf(bytes))
  const digest = { title: document.title, entries: document.entries.length, images: noteImages(document) }
  return { digest, document: packDocument(document) }
}
