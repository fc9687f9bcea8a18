import type { Duplex } from 'node:stream'
import type { WebSocketLike } from '@hocuspocus/server'
import type { WebSocket } from 'ws'
import { CLOSED, type Closed } from '#lib/notes/socket-words.ts'
import type { SessionUser } from '#lib/accounts/queries.ts'
import { readStatus } from './frames.ts'
import { type Limits, TokenBucket, messageCost } from './limits.ts'
import type { NoteRoom } from './note-room.ts'
import type { Outbox } from './outbox.ts'
import { Passing } from './passing.ts'
import type { Wire } from './wire.ts'

/** What acknowledgements wait for, as the server knows it. */
export type Commits = {
  /** The rooms that are open, by name. */
  rooms: ReadonlyMap<string, NoteRoom>
  /** Resolves when everything the room has taken in is on disk, or never will be; null: there is nothing to wait for. */
  commitOf(room: NoteRoom, socket: NoteSocket): Promise<void> | null
}

type Acknowledgement = { room: NoteRoom; message: Uint8Array }

/** One connection of one signed-in person, with what the server remembers about it. */
export class NoteSocket {
  readonly ws: WebSocket
  readonly user: SessionUser
  readonly token: string
  /** Rooms in which an edit was turned away since the last fence. */
  readonly refused = new Set<string>()
  /** The update that is being applied, by room. */
  readonly incoming = new Map<string, Uint8Array>()
  readonly rooms = new Set<string>()
  readonly passing = new Passing()
  readonly #stream: Duplex
  readonly #outbox: Outbox
  readonly #wire: Wire
  /** Acknowledgements that wait for the newest commit. */
  #held: { written: Promise<void>; all: Acknowledgement[] } | null = null
  #unsent: Uint8Array[] = []
  readonly #bucket: TokenBucket
  readonly #limits: Limits
  closed: Closed | null = null

  /** @param stream what `ws` writes to. */
  constructor(options: {
    ws: WebSocket
    stream: Duplex
    who: { user: SessionUser; token: string }
    limits: Limits
    outbox: Outbox
    wire: Wire
  }) {
    const { ws, stream, who, limits, outbox, wire } = options
    this.ws = ws
    this.#stream = stream
    this.#outbox = outbox
    this.#wire = wire
    this.user = who.user
    this.token = who.token
    this.#limits = limits
    this.#bucket = new TokenBucket(limits.messagesPerSecond, limits.burst)
  }

  /** Whether one more message of this size is within the rate. */
  mayReceive(bytes: number): boolean {
    return this.#bucket.take(messageCost(bytes))
  }

  /** Says why, and ends the connection; who does not listen is cut off a second later. */
  close(closed: Closed): void {
    if (this.closed) return
    this.flush()
    // It may have been found too slow at that.
    if (this.closed) return
    this.closed = closed
    this.ws.close(closed.code, closed.reason)
    setTimeout(() => this.ws.terminate(), 1_000).unref()
  }

  /** Sends a message as it is, when this socket's turn comes. */
  send(message: Uint8Array): void {
    this.#unsent.push(message)
    this.#outbox.add(this)
  }

  /** Sends a message, and all that were to go before it, at the end of this turn. */
  hurry(message: Uint8Array): void {
    this.#unsent.push(message)
    this.#outbox.hurry(this)
  }

  /** Writes what waits here, together. */
  flush(): void {
    const { ws } = this
    const messages = this.#unsent
    if (messages.length === 0) return
    this.#unsent = []
    if (this.closed || ws.readyState !== ws.OPEN) return
    if (ws.bufferedAmount > this.#limits.maxBuffered) return this.close(CLOSED.slow)
    this.#wire.write(this.#stream, messages)
  }

  #acknowledge({ room, message }: Acknowledgement): void {
    if (room.broken) this.close(room.broken)
    else this.hurry(message)
  }

  #acknowledgeWhen(written: Promise<void>, acknowledgement: Acknowledgement): void {
    if (this.#held?.written === written) {
      this.#held.all.push(acknowledgement)
      return
    }
    const held = { written, all: [acknowledgement] }
    this.#held = held
    void written.then(() => {
      if (this.#held === held) this.#held = null
      for (const one of held.all) this.#acknowledge(one)
    })
  }

  /**
   * What Hocuspocus writes to. It acknowledges an edit as soon as it is in memory; here the
   * acknowledgement waits for the commit. Everything else passes at once.
   */
  gate(commits: Commits): WebSocketLike {
    const { ws } = this
    const send = (message: Uint8Array) => {
      const status = readStatus(message)
      if (status === null) return this.send(message)
      if (!status.isApplied) {
        this.refused.add(status.room)
        return this.send(message)
      }
      const room = commits.rooms.get(status.room)
      if (!room) return this.close(CLOSED.restarting)
      const written = commits.commitOf(room, this)
      if (written) this.#acknowledgeWhen(written, { room, message })
      else this.#acknowledge({ room, message })
    }
    return {
      get readyState() {
        return ws.readyState
      },
      send: (data) => send(data as Uint8Array),
      close: (code, reason) => this.close({ code: code ?? 1000, reason: reason ?? '' } as Closed),
    }
  }
}
