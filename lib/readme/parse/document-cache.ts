import { LRUCache } from 'lru-cache'
import type { SharedBytes } from '#lib/files/chunks.ts'
import { defineTask } from '#lib/work/define-task.ts'
import { inWords } from '#lib/work/in-words.ts'
import { CANNOT_BE_READ, MAX_DOCUMENT_BYTES, READ_CPU_MS } from '#lib/readme/limits.ts'
import type { ReadText, readTextWork } from './read-work.ts'

const readText = defineTask<typeof readTextWork>({
  file: 'lib/readme/parse/read-work.ts',
  name: 'readTextWork',
  lane: 'heavy',
  cpuMs: READ_CPU_MS,
  outputBytes: MAX_DOCUMENT_BYTES,
})

// A preview, each decision on it and its applying read the same text, and each reads the text last
// imported beside it. The largest README that we know takes 4 MB.
const documents = new LRUCache<string, ReadText>({ maxSize: 32 * 1024 * 1024, sizeCalculation: sizeOf })
const beingRead = new Map<string, Promise<ReadText>>()

function sizeOf({ document, digest }: ReadText): number {
  return document.byteLength + digest.images.reduce((sum, path) => sum + path.length, 1)
}

/**
 * The document of a text, read in the worker pool, once while it is in use.
 * @param bytes or what brings them, where they are needed.
 * @throws AppError invalid where it is no text, too_large where reading it takes too long, unavailable where
 * too much is waiting.
 */
export function documentOf(sha256: string, bytes: () => SharedBytes | Promise<SharedBytes>): Promise<ReadText> {
  const known = documents.get(sha256)
  if (known) return Promise.resolve(known)
  const begun = beingRead.get(sha256)
  if (begun) return begun
  const read = async () => inWords(readText(await bytes()), { tooMuch: CANNOT_BE_READ })
  const reading = read()
    .then((found) => {
      documents.set(sha256, found)
      return found
    })
    .finally(() => beingRead.delete(sha256))
  beingRead.set(sha256, reading)
  return reading
}
