import { type Hash, createHash } from 'node:crypto'

/**
 * What a backup is made of, inside its gzip: frames of a type (one byte), a length (four bytes) and that
 * many bytes. One header; for each table its rows in as many `data` frames as it takes, then a
 * `tableEnd`; last an `end` with the sha256 of all before it, so that a file cut off anywhere is noticed.
 */
export const FRAME = { header: 0x48, data: 0x44, tableEnd: 0x54, end: 0x45 } as const

export type FrameType = (typeof FRAME)[keyof typeof FRAME]

const HEAD = 5
/** Of a frame that is held in memory whole, which a damaged length must not make enormous. */
const LARGEST_WHOLE = 64 * 1024 * 1024

/** A file that is no backup, or is not whole. */
export class DamagedError extends Error {}

export function frame(type: FrameType, payload: Buffer): Buffer {
  const head = Buffer.alloc(HEAD)
  head.writeUInt8(type, 0)
  head.writeUInt32BE(payload.length, 1)
  return Buffer.concat([head, payload])
}

export const jsonFrame = (type: FrameType, value: unknown) => frame(type, Buffer.from(JSON.stringify(value)))

/** Bytes on demand from a stream, hashed as they pass. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>
  readonly hash: Hash = createHash('sha256')
  #rest: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** The next bytes, `most` at most; null at the end. */
  async some(most: number): Promise<Buffer | null> {
    while (this.#rest.length === 0) {
      const next = await this.#source.next()
      if (next.done) return null
      this.#rest = next.value
    }
    const found = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(found.length)
    return found
  }

  /** Exactly so many bytes; null where there are none at all. @throws DamagedError where there are some, and too few. */
  async exactly(length: number): Promise<Buffer | null> {
    const parts: Buffer[] = []
    for (let left = length; left > 0;) {
      const part = await this.some(left)
      if (part === null && left === length) return null
      if (part === null) throw new DamagedError('it is cut off')
      parts.push(part)
      left -= part.length
    }
    return Buffer.concat(parts)
  }
}

export type Frame = { type: FrameType; payload: Buffer }

const isFrameType = (value: number): value is FrameType => Object.values<number>(FRAME).includes(value)

/**
 * The frames of a backup, in order, up to its end; a `data` frame may come in several parts.
 * @throws DamagedError where it is cut off or its whole checksum is wrong.
 */
export async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  const reader = new ByteReader(source)
  for (;;) {
    const before = reader.hash.copy()
    const head = await reader.exactly(HEAD)
    if (head === null) throw new DamagedError('it is cut off')
    reader.hash.update(head)
    const [type, length] = [head.readUInt8(0), head.readUInt32BE(1)]
    if (!isFrameType(type)) throw new DamagedError('it holds something unknown')
    if (type === FRAME.data) {
      for (let left = length; left > 0;) {
        const payload = await reader.some(left)
        if (payload === null) throw new DamagedError('it is cut off')
        reader.hash.update(payload)
        left -= payload.length
        yield { type, payload }
      }
      continue
    }
    if (length > LARGEST_WHOLE) throw new DamagedError('it holds something unknown')
    const payload = (await reader.exactly(length)) ?? Buffer.alloc(0)
    if (payload.length < length) throw new DamagedError('it is cut off')
    reader.hash.update(payload)
    if (type === FRAME.end) {
      if (payload.toString('utf8') !== JSON.stringify({ sha256: before.digest('hex') }))
        throw new DamagedError('its checksum is wrong')
      if ((await reader.some(1)) !== null) throw new DamagedError('something stands behind its end')
      return
    }
    yield { type, payload }
  }
}
