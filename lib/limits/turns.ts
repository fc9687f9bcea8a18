import { AppError } from '#lib/errors.ts'

export type TurnLimits = {
  /** Pieces of work at once: of all clients, and of one. */
  atOnce: number
  perClient: number
  /** Those that may wait for their turn beside them. */
  waiting: number
  waitingPerClient: number
}

type Waiting = { start: () => void; isWanted: () => boolean; drop: () => void }

type TurnOptions = {
  /** Asked when the turn comes: false where nobody waits for the outcome any more. */
  isWanted?: () => boolean
}

/** After this long a turn is over for those who wait, whatever becomes of the work. In ms. */
const LONGEST_TURN = 30_000

/**
 * Lets costly work of one kind be done a few pieces at a time. Clients take turns: who has asked for much
 * waits behind who has asked for little.
 */
export class Turns {
  readonly #limits: TurnLimits
  readonly #longest: number
  #running = 0
  #waiting = 0
  readonly #runningOf = new Map<string, number>()
  /** In the order in which clients are served next. */
  readonly #queues = new Map<string, Waiting[]>()

  constructor(limits: TurnLimits, longestTurn = LONGEST_TURN) {
    this.#limits = limits
    this.#longest = longestTurn
  }

  /** How much is being done and how much waits. */
  get load(): { running: number; waiting: number } {
    return { running: this.#running, waiting: this.#waiting }
  }

  /**
   * Does `work` when it is the client's turn.
   * @throws AppError rate_limited where too much waits already, or nobody wants the outcome any more.
   */
  async run<T>(client: string, work: () => Promise<T>, { isWanted = () => true }: TurnOptions = {}): Promise<T> {
    await this.#turn(client, isWanted)
    let isOver = false
    const end = () => {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      this.#end(client)
    }
    const timer = setTimeout(end, this.#longest)
    timer.unref()
    try {
      return await work()
    } finally {
      end()
    }
  }

  #mayRun(client: string): boolean {
    return this.#running < this.#limits.atOnce && (this.#runningOf.get(client) ?? 0) < this.#limits.perClient
  }

  #begin(client: string): void {
    this.#running += 1
    this.#runningOf.set(client, (this.#runningOf.get(client) ?? 0) + 1)
  }

  #end(client: string): void {
    this.#running -= 1
    const left = (this.#runningOf.get(client) ?? 0) - 1
    if (left > 0) this.#runningOf.set(client, left)
    else this.#runningOf.delete(client)
    this.#serve()
  }

  #turn(client: string, isWanted: () => boolean): Promise<void> {
    if (this.#mayRun(client)) {
      this.#begin(client)
      return Promise.resolve()
    }
    const queue = this.#queues.get(client) ?? []
    if (this.#waiting >= this.#limits.waiting || queue.length >= this.#limits.waitingPerClient) {
      return Promise.reject(tooBusy())
    }
    this.#queues.set(client, queue)
    this.#waiting += 1
    return new Promise((resolve, reject) => {
      queue.push({ start: resolve, isWanted, drop: () => reject(tooBusy()) })
    })
  }

  /** Starts what may start; a client that was served goes to the end of the line. */
  #serve(): void {
    for (const [client, queue] of [...this.#queues]) {
      if (this.#running >= this.#limits.atOnce) return
      if (!this.#mayRun(client)) continue
      const next = this.#next(queue)
      this.#queues.delete(client)
      if (queue.length > 0) this.#queues.set(client, queue)
      if (!next) continue
      this.#begin(client)
      next.start()
    }
  }

  #next(queue: Waiting[]): Waiting | null {
    for (let next = queue.shift(); next; next = queue.shift()) {
      this.#waiting -= 1
      if (next.isWanted()) return next
      next.drop()
    }
    return null
  }
}

const tooBusy = () =>
  new AppError('rate_limited', 'Too much is asked for at this moment. Try again in a minute.', {
    details: { minutes: 1 },
  })
