import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { log } from '#lib/log.ts'

/** How often we make sure that the connection is one: a cut cable says nothing. */
const HEARTBEAT = 5_000
const LONGEST_PAUSE = 10_000

export type Notifications = {
  /** False while we might miss a message. */
  isListening(): boolean
  close(): Promise<void>
}

/**
 * Listens, on a connection of its own, for what the database tells on a channel. Connects again, with
 * growing pauses, whenever the connection is lost.
 * @param channel a plain lower-case name.
 * @param on.ready after every connect: messages before it may have been missed.
 * @param on.lost the words to log while it cannot listen.
 */
export function listenForNotifications(
  databaseUrl: string,
  channel: string,
  on: { message: (payload: string) => void; ready: () => void; lost: string },
): Notifications {
  const closing = new AbortController()
  const closed = new Promise<void>((resolve) => closing.signal.addEventListener('abort', () => resolve()))
  let listening = false

  async function listenOnce(): Promise<void> {
    const client = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 3_000,
    })
    const lost = new Promise<void>((resolve) => {
      client.once('error', () => resolve())
      client.once('end', () => resolve())
    })
    client.on('notification', ({ payload }) => payload && on.message(payload))
    const stop = new AbortController()
    try {
      const connected = client.connect().then(() => client.query(`listen ${channel}`))
      // Whoever closes meanwhile waits for no database; what becomes of the connection is nobody's business then.
      await Promise.race([connected, closed])
      connected.catch(() => undefined)
      if (closing.signal.aborted) return
      on.ready()
      listening = true
      const beat = async () => {
        for (;;) {
          await sleep(HEARTBEAT, undefined, { signal: stop.signal, ref: false })
          await client.query('select 1')
        }
      }
      await Promise.race([lost, closed, beat().catch(() => undefined)])
    } finally {
      listening = false
      stop.abort()
      // Not awaited: over a dead connection it would never end.
      client.on('error', () => undefined)
      void client.end().catch(() => undefined)
    }
  }

  async function listenForever(): Promise<void> {
    for (let pause = 100; !closing.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const startedAt = Date.now()
      await listenOnce().catch((error: unknown) => {
        if (!closing.signal.aborted) log.warn({ err: error }, on.lost)
      })
      if (Date.now() - startedAt > LONGEST_PAUSE) pause = 100
      await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined)
    }
  }

  const done = listenForever()
  const close = async () => {
    closing.abort()
    await done
  }
  return { isListening: () => listening, close }
}
