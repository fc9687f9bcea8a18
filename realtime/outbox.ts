/** What an outbox empties: whatever waits to be written to one socket. */
export type Outlet = { flush(): void }

/** How many sockets are written to before the process looks at what came in meanwhile: under a millisecond. */
const AT_A_TIME = 64

/**
 * The order in which sockets are written to. An edit in a room of hundreds goes out some sockets at a
 * time, so that what others wait for does not wait for all of that; what is urgent goes out at the end of
 * the turn, all of it.
 */
export class Outbox {
  readonly #waiting = new Set<Outlet>()
  readonly #urgent = new Set<Outlet>()
  #isAtWork = false
  #isHurried = false

  /** What was put in first goes out first. */
  add(outlet: Outlet): void {
    this.#waiting.add(outlet)
    if (this.#isAtWork) return
    this.#isAtWork = true
    process.nextTick(() => this.#some())
  }

  /** Together with whatever else this socket is sent in the same turn. */
  hurry(outlet: Outlet): void {
    this.#urgent.add(outlet)
    if (this.#isHurried) return
    this.#isHurried = true
    process.nextTick(() => this.#allUrgent())
  }

  #allUrgent(): void {
    this.#isHurried = false
    for (const outlet of this.#urgent) {
      this.#waiting.delete(outlet)
      outlet.flush()
    }
    this.#urgent.clear()
  }

  #some(): void {
    let left = AT_A_TIME
    for (const outlet of this.#waiting) {
      if (left-- === 0) break
      this.#waiting.delete(outlet)
      outlet.flush()
    }
    this.#isAtWork = this.#waiting.size > 0
    if (this.#isAtWork) setImmediate(() => this.#some())
  }
}
