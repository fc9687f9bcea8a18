const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENS = new Set([0x5b, 0x7b])
const CLOSES = new Set([0x5d, 0x7d])

/** Follows how deep arrays and objects stand in each other in JSON that arrives in pieces; linear, keeps nothing. */
export class JsonDepth {
  deepest = 0
  #depth = 0
  #inString = false
  #isEscaped = false

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += 1) this.#pass(bytes[at] ?? 0)
  }

  #pass(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (byte === QUOTE) this.#inString = !this.#inString
    else if (this.#inString) this.#isEscaped = byte === BACKSLASH
    else if (OPENS.has(byte)) this.deepest = Math.max(this.deepest, ++this.#depth)
    else if (CLOSES.has(byte)) this.#depth -= 1
  }
}
