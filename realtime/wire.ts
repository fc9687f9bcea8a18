/** A final, binary, unmasked frame: RFC 6455 section 5.2. */
const FINAL_BINARY = 0x82

/** Above this a message is written as it is, behind its header: copying it would cost more than a second chunk. */
const COPIED = 16_384

/** What a chunk is written to: the stream behind a WebSocket without extensions. */
export type Sink = { cork(): void; uncork(): void; write(chunk: Uint8Array): boolean }

const headerLength = (length: number) => (length < 126 ? 2 : length < 65_536 ? 4 : 10)

function putHeader(frame: Buffer, length: number, at: number): number {
  frame[at] = FINAL_BINARY
  if (length < 126) {
    frame[at + 1] = length
    return at + 2
  }
  if (length < 65_536) {
    frame[at + 1] = 126
    return frame.writeUInt16BE(length, at + 2)
  }
  frame[at + 1] = 127
  return frame.writeBigUInt64BE(BigInt(length), at + 2)
}

/** Messages as they go over the wire, one frame each, in one piece. */
export function framesOf(messages: readonly Uint8Array[]): Buffer {
  let length = 0
  for (const message of messages) length += headerLength(message.length) + message.length
  const frames = Buffer.allocUnsafe(length)
  let at = 0
  for (const message of messages) {
    at = putHeader(frames, message.length, at)
    frames.set(message, at)
    at += message.length
  }
  return frames
}

/**
 * Writes messages to WebSockets past `ws`, which would make a frame anew for each of a hundred who are
 * sent the same, and write it in two chunks. `ws` keeps nothing back where no extension is agreed on, so the
 * frames that it writes itself (pings, the closing one) stay in order with these.
 */
export class Wire {
  #message: Uint8Array | null = null
  #frame: Buffer = Buffer.alloc(0)

  write(sink: Sink, messages: readonly Uint8Array[]): void {
    const [first] = messages
    if (first === undefined) return
    if (messages.length === 1 && first.length <= COPIED) {
      sink.write(this.#frameOf(first))
      return
    }
    sink.cork()
    let small: Uint8Array[] = []
    for (const message of messages) {
      if (message.length <= COPIED) {
        small.push(message)
        continue
      }
      const header = Buffer.alloc(headerLength(message.length))
      putHeader(header, message.length, 0)
      if (small.length > 0) sink.write(framesOf(small))
      small = []
      sink.write(header)
      sink.write(message)
    }
    if (small.length > 0) sink.write(framesOf(small))
    sink.uncork()
  }

  /** The last one made is the one that is wanted again, in a room of many. */
  #frameOf(message: Uint8Array): Buffer {
    if (message !== this.#message) {
      this.#message = message
      this.#frame = framesOf([message])
    }
    return this.#frame
  }
}
