const MB = 1024 * 1024

/** What bodies may take of the memory while they arrive: all together, and those of one client. */
const MOST_BYTES = 256 * MB
const MOST_BYTES_OF_CLIENT = 80 * MB

/** Counts the bytes of bodies that are on their way, so that many senders at once cannot fill the memory. */
export class BodyBudget {
  readonly #most: number
  readonly #mostOfClient: number
  #taken = 0
  readonly #ofClient = new Map<string, number>()

  constructor(most = MOST_BYTES, mostOfClient = MOST_BYTES_OF_CLIENT) {
    this.#most = most
    this.#mostOfClient = mostOfClient
  }

  /** The account of one body: `take` says whether there was room for so many bytes more, `close` gives all back. */
  open(client: string): { take: (bytes: number) => boolean; close: () => void } {
    let own = 0
    const change = (bytes: number) => {
      own += bytes
      this.#taken += bytes
      const left = (this.#ofClient.get(client) ?? 0) + bytes
      if (left > 0) this.#ofClient.set(client, left)
      else this.#ofClient.delete(client)
    }
    return {
      take: (bytes) => {
        const ofClient = this.#ofClient.get(client) ?? 0
        if (this.#taken + bytes > this.#most || ofClient + bytes > this.#mostOfClient) return false
        change(bytes)
        return true
      },
      close: () => change(-own),
    }
  }
}
