import { LRUCache } from 'lru-cache'
import type { SourceDocument } from './document.ts'
import { readDocument } from './read-document.ts'
import type { Source } from './read-source.ts'

// A preview, each decision on it and its applying read the same text, and each reads the text last
// imported beside it. Nobody changes a document that was read.
const documents = new LRUCache<string, SourceDocument>({ max: 4 })

/** The document of a text, read once while it is in use. */
export function documentOf(source: Source): SourceDocument {
  const known = documents.get(source.sha256)
  if (known) return known
  const document = readDocument(source.text)
  documents.set(source.sha256, document)
  return document
}
