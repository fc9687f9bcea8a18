/** What a page waits for comes first; heavy work (imports, exports, bibliographies) never holds every thread. */
export type Lane = 'page' | 'heavy'
export type Entry = { client: string; lane: Lane; start: () => void }

/** How many tasks for pages may start before a heavy one that waits. */
const MOST_BEFORE_HEAVY = 50

export type QueueLimits = { threads: number; waiting: number; waitingPerClient: number }

/**
 * Decides which task runs next. Of `threads`, one client and all heavy work together hold at most all but
 * one. Among those that may start, pages come first, then the client whose turn is longest ago, then the
 * order of arrival.
 */
export class FairQueue {
  readonly #limits: QueueLimits
  readonly #waiting: Entry[] = []
  readonly #running = new Set<Entry>()
  /** When each client that has anything here was last given a thread, counted in starts. */
  readonly #lastTurn = new Map<string, number>()
  #turn = 0
  #startedBeforeHeavy = 0

  constructor(limits: QueueLimits) {
    this.#limits = limits
  }

  /** @returns false where too much is waiting already: the entry is not taken. */
  add(entry: Entry): boolean {
    const ofClient = this.#waiting.filter(({ client }) => client === entry.client).length
    if (this.#waiting.length >= this.#limits.waiting || ofClient >= this.#limits.waitingPerClient) return false
    this.#waiting.push(entry)
    this.#startNext()
    return true
  }

  /** Takes out an entry that has ended, or that nobody waits for any more. */
  remove(entry: Entry): void {
    const at = this.#waiting.indexOf(entry)
    if (at !== -1) this.#waiting.splice(at, 1)
    this.#running.delete(entry)
    const isHere = [...this.#running, ...this.#waiting].some(({ client }) => client === entry.client)
    if (!isHere) this.#lastTurn.delete(entry.client)
    this.#startNext()
  }

  #startNext(): void {
    for (let next = this.#next(); next; next = this.#next()) {
      this.#waiting.splice(this.#waiting.indexOf(next), 1)
      this.#running.add(next)
      this.#lastTurn.set(next.client, (this.#turn += 1))
      this.#startedBeforeHeavy = next.lane === 'heavy' ? 0 : this.#startedBeforeHeavy + 1
      next.start()
    }
  }

  #next(): Entry | null {
    const { threads } = this.#limits
    if (this.#running.size >= threads) return null
    const share = Math.max(1, threads - 1)
    const running = [...this.#running]
    const held = (is: (entry: Entry) => boolean) => running.filter(is).length
    const mayStart = ({ client, lane }: Entry) =>
      held((one) => one.client === client) < share && (lane === 'page' || held((one) => one.lane === 'heavy') < share)
    const heavyFirst = this.#startedBeforeHeavy >= MOST_BEFORE_HEAVY
    const rank = ({ lane }: Entry) => (lane === (heavyFirst ? 'heavy' : 'page') ? 0 : 1)
    const turn = ({ client }: Entry) => this.#lastTurn.get(client) ?? 0
    const candidates = this.#waiting.filter(mayStart)
    return candidates.reduce<Entry | null>((best, one) => {
      if (!best) return one
      const order = rank(one) - rank(best) || turn(one) - turn(best)
      return order < 0 ? one : best
    }, null)
  }
}
