/** More than this is never under way; what is older was dropped by Hocuspocus. */
const MOST_PASSING = 64

type Passed = { edit: Uint8Array; known: ReadonlySet<unknown> }

/** What one socket's edits have gone through that Hocuspocus has not come to yet. */
export class Passing {
  /** Edits that others have already, as they lie in their frame, and who has them. */
  #edits: Passed[] = []
  /** Edits that only Hocuspocus passes on; what comes behind them must not overtake them. */
  #held = 0
  /** By room: the edit that is being applied now, and who has it. */
  readonly #done = new Map<string, Passed>()

  get isHeld(): boolean {
    return this.#held > 0
  }

  hold(): void {
    this.#held += 1
  }

  /** @param known the connections that have the edit, its writer's among them. */
  add(edit: Uint8Array, known: ReadonlySet<unknown>): void {
    if (this.#edits.length >= MOST_PASSING) this.#edits = []
    this.#edits.push({ edit, known })
  }

  /** Hocuspocus is about to apply `edit` in `room`. */
  begin(room: string, edit: Uint8Array): void {
    const isIt = (one: Uint8Array) => one.buffer === edit.buffer && one.byteOffset === edit.byteOffset
    const found = this.#edits.find((one) => isIt(one.edit))
    if (found) {
      this.#edits = this.#edits.filter((one) => one !== found)
      this.#done.set(room, found)
    } else {
      this.#held = Math.max(0, this.#held - 1)
      this.#done.delete(room)
    }
  }

  /**
   * Whether everybody who is in `room` now has `update`, which came of the edit that is being applied there. It
   * can hold more than the edit: what had waited for it. And who came in since the edit was passed on may have
   * been sent the document without it.
   */
  isDone(room: string, update: Uint8Array, present: Iterable<unknown>): boolean {
    const done = this.#done.get(room)
    if (!done || Buffer.compare(done.edit, update) !== 0) return false
    for (const connection of present) if (!done.known.has(connection)) return false
    return true
  }
}
