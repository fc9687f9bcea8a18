export type Limits = {
  /** Of one message, in bytes. The first one after a long time offline carries everything written meanwhile. */
  maxMessage: number
  /** Of one edit while connected, in bytes. */
  maxUpdate: number
  /** Of a note's state and log together, in bytes: what was deleted counts too. */
  maxDocument: number
  /** A message costs one, and one more for each 32 kB. */
  messagesPerSecond: number
  burst: number
  connectionsPerUser: number
  connectionsPerAddress: number
  roomsPerConnection: number
  /** Bytes that a connection has not taken yet; beyond it is closed. */
  maxBuffered: number
  /** Bytes of edits waiting for the database; beyond, edits are turned away (and kept by their editors). */
  maxWaiting: number
}

const MB = 1024 * 1024

export const LIMITS: Limits = {
  maxMessage: 4 * MB,
  maxUpdate: MB,
  maxDocument: 24 * MB,
  messagesPerSecond: 60,
  burst: 240,
  connectionsPerUser: 40,
  connectionsPerAddress: 400,
  roomsPerConnection: 20,
  maxBuffered: 8 * MB,
  maxWaiting: 32 * MB,
}

export const messageCost = (bytes: number): number => 1 + bytes / 32_768

/** Lets through `perSecond` on average and `burst` at once. */
export class TokenBucket {
  readonly #perSecond: number
  readonly #burst: number
  #tokens: number
  #at: number

  constructor(perSecond: number, burst: number, now = performance.now()) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#tokens = burst
    this.#at = now
  }

  /** Whether `cost` was there to take. */
  take(cost: number, now = performance.now()): boolean {
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
    if (this.#tokens < cost) return false
    this.#tokens -= cost
    return true
  }
}

/** How many of each there are now. */
export class Counter {
  readonly #counts = new Map<string, number>()

  /** Counts one more unless `most` are there already. @returns how to count it off again, null: there were too many. */
  add(key: string, most: number): (() => void) | null {
    const count = this.#counts.get(key) ?? 0
    if (count >= most) return null
    this.#counts.set(key, count + 1)
    let isCounted = true
    return () => {
      if (!isCounted) return
      isCounted = false
      const left = (this.#counts.get(key) ?? 1) - 1
      if (left === 0) this.#counts.delete(key)
      else this.#counts.set(key, left)
    }
  }
}
