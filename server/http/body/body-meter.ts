import type { BodyLimits } from './body-rules.ts'
import { JsonDepth } from './json-depth.ts'
import { MultipartParts } from './multipart-parts.ts'

export type Exceeded = 'bytes' | 'fields' | 'depth' | 'form'

/** What a body has held so far, measured as its bytes pass. */
export class BodyMeter {
  #bytes = 0
  #measure: { add(chunk: Buffer): void; fields(): number; depth(): number; isPlain(): boolean }

  constructor(contentType: string) {
    this.#measure = measureOf(contentType)
  }

  add(chunk: Buffer): void {
    this.#bytes += chunk.length
    this.#measure.add(chunk)
  }

  /** Which limit it went over; 'form': it says that it is a form, and is not written as browsers write one. */
  over(limits: BodyLimits): Exceeded | null {
    if (this.#bytes > limits.bytes) return 'bytes'
    if (!this.#measure.isPlain()) return 'form'
    if (this.#measure.fields() > limits.fields) return 'fields'
    return this.#measure.depth() > limits.depth ? 'depth' : null
  }
}

/**
 * One reading of the boundary for us and for whoever decodes the form after us: the plain form that
 * browsers send, and no other.
 */
const BOUNDARY = /^multipart\/form-data; ?boundary=("?)([\w'()+,\-./:=?]{1,70})\1$/i

function measureOf(contentType: string) {
  const none = () => 0
  if (/^\s*multipart\//i.test(contentType)) {
    const boundary = BOUNDARY.exec(contentType.trim())?.[2]
    const parts = new MultipartParts(boundary ?? '')
    return {
      isPlain: () => boundary !== undefined && parts.isPlain,
      add: (chunk: Buffer) => parts.add(chunk),
      fields: () => parts.count,
      depth: () => parts.deepest,
    }
  }
  if (/^\s*application\/x-www-form-urlencoded/i.test(contentType)) {
    let pairs = 1
    const add = (chunk: Buffer) => {
      for (const byte of chunk) if (byte === 0x26) pairs += 1
    }
    return { isPlain: () => true, add, fields: () => pairs, depth: none }
  }
  // An action's arguments come as text/plain, JSON as what it is; of anything else it does no harm.
  const json = new JsonDepth()
  return { isPlain: () => true, add: (chunk: Buffer) => json.add(chunk), fields: none, depth: () => json.deepest }
}
