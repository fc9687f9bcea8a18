import { JsonDepth } from './json-depth.ts'

/** What a part may say of itself before its content; more is no form of a browser's. */
const MOST_HEADERS = 16 * 1024
const END_OF_HEADERS = Buffer.from('\r\n\r\n')
/** As browsers write it, and no other way: what decodes the form after us must not read another name than we do. */
const DISPOSITION = /^content-disposition: form-data; name="([^"\\]*)"(?:; filename="[^"]*")?$/i
/** Parts that hold an action's arguments in React's JSON: "0", "1", …, and "$ACTION_1:0" of a form without script. */
const ARGUMENTS = /^(?:\d+|\$ACTION_.*)$/

const NOTHING = Buffer.alloc(0)

/** The name of a part; null where its headers are not a browser's. */
function nameOf(headers: string): string | null {
  const lines = headers.split('\r\n').slice(1)
  const [disposition, ...more] = lines.filter((line) => /^content-disposition/i.test(line))
  if (disposition === undefined || more.length > 0 || lines.some((line) => /^\s/.test(line))) return null
  return DISPOSITION.exec(disposition)?.[1] ?? null
}

/**
 * Counts the parts of a multipart form as its bytes pass, and follows how deep the JSON in those goes
 * that are an action's arguments. Linear; keeps no more than a boundary's length, or one part's headers.
 */
export class MultipartParts {
  count = 0
  /** False where a part is not written as browsers write it. */
  isPlain = true
  readonly #delimiter: Buffer
  /** What may be the beginning of a delimiter, or the headers of a part so far. */
  #kept: Buffer = NOTHING
  #inHeaders = false
  #json: JsonDepth | null = null
  #deepest = 0

  constructor(boundary: string) {
    this.#delimiter = Buffer.from(`--${boundary}`, 'latin1')
  }

  get deepest(): number {
    return Math.max(this.#deepest, this.#json?.deepest ?? 0)
  }

  add(chunk: Buffer): void {
    let rest = this.#kept.length === 0 ? chunk : Buffer.concat([this.#kept, chunk])
    this.#kept = NOTHING
    while (rest.length > 0) rest = this.#inHeaders ? this.#passHeaders(rest) : this.#passContent(rest)
  }

  /** To the next delimiter, which is counted wherever it stands: what decodes the form finds no more than we do. */
  #passContent(bytes: Buffer): Buffer {
    const at = bytes.indexOf(this.#delimiter)
    if (at < 0) {
      const end = Math.max(0, bytes.length - this.#delimiter.length + 1)
      this.#json?.add(bytes.subarray(0, end))
      this.#kept = bytes.subarray(end)
      return NOTHING
    }
    this.#json?.add(bytes.subarray(0, at))
    this.#deepest = this.deepest
    this.#json = null
    this.count += 1
    this.#inHeaders = true
    return bytes.subarray(at + this.#delimiter.length)
  }

  #passHeaders(bytes: Buffer): Buffer {
    const end = bytes.indexOf(END_OF_HEADERS)
    if (end < 0) {
      // The last delimiter has none: what follows it is nothing.
      if (bytes.length > MOST_HEADERS) this.isPlain = false
      this.#kept = bytes.subarray(0, MOST_HEADERS + 1)
      return NOTHING
    }
    this.#inHeaders = false
    const name = nameOf(bytes.toString('latin1', 0, end))
    if (name === null) this.isPlain = false
    else if (ARGUMENTS.test(name)) this.#json = new JsonDepth()
    return bytes.subarray(end + END_OF_HEADERS.length)
  }
}
