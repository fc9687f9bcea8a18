import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '#lib/log.ts'
import { type Cluster, type ClusterOptions, type Login, startCluster } from './cluster.ts'

/** An embedded PostgreSQL that is started again whenever it ends by itself. */
export type SupervisedCluster = {
  /** The same for as long as the process lives. */
  port: number
  url(database: string, login?: Login): string
  /** Whether it does not answer just now: it ended, or is recovering from a crash of one of its processes. */
  isAway(): boolean
  /** Stops it, and starts it no more. */
  stop(): Promise<void>
}

/** Between two starts, in ms: the first, and the longest where it keeps dying. */
const PAUSES = { shortest: 100, longest: 15_000 }
/** One that ran for so many ms does not keep dying. */
const HEALTHY = 60_000

/** What Postgres says of itself; other lines may quote what people wrote. */
const OF_ITSELF = /(?:LOG|FATAL|PANIC): .*/g

/** What Postgres says when it ends every session and recovers, after one of its processes crashed. */
const CRASHED = /terminating any other active server processes|all server processes terminated; reinitializing/
const READY = /ready to accept connections/

/**
 * Starts PostgreSQL as startCluster does, and again, on the same port, whenever it ends by itself, with
 * growing pauses where it keeps dying. Never gives up: the caller answers what it can meanwhile.
 * @throws as startCluster, for the first start only.
 */
export async function superviseCluster(options: ClusterOptions, pauses = PAUSES): Promise<SupervisedCluster> {
  const stopping = new AbortController()
  let isAway = false
  let lastWords: string[] = []

  function hear(text: string): void {
    options.onLog?.(text)
    lastWords = [...lastWords, ...(text.match(OF_ITSELF) ?? [])].slice(-5)
    if (CRASHED.test(text)) {
      isAway = true
      log.error('a process of the embedded PostgreSQL crashed; it recovers by itself')
    }
    if (READY.test(text)) isAway = false
  }

  let current: Cluster = await startCluster({ ...options, onLog: hear })
  const { port, url } = current

  /** Tries until it runs; null: we are to stop. */
  async function startAgain(firstPause: number): Promise<Cluster | null> {
    for (let pause = firstPause; ; pause = Math.min(pause * 2, pauses.longest)) {
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return null
      try {
        return await startCluster({ ...options, port, onLog: hear, mustExist: true, signal: stopping.signal })
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        log.error({ reason }, 'the embedded PostgreSQL cannot be started again; it is tried further, saving waits')
      }
    }
  }

  async function watch(): Promise<void> {
    for (let pause = pauses.shortest; ;) {
      const startedAt = performance.now()
      await current.ended
      if (stopping.signal.aborted) return
      isAway = true
      log.error({ port, lastWords }, 'the embedded PostgreSQL ended by itself; it is started again, saving waits')
      lastWords = []
      const hasHeldOut = performance.now() - startedAt > HEALTHY
      pause = hasHeldOut ? pauses.shortest : pause
      const next = await startAgain(pause)
      if (!next) return
      current = next
      pause = Math.min(pause * 2, pauses.longest)
      isAway = false
      log.warn({ port }, 'the embedded PostgreSQL answers again')
      if (stopping.signal.aborted) return current.stop()
    }
  }

  const watching = watch()
  const stop = async () => {
    stopping.abort()
    await current.stop()
    await watching
  }
  return { port, url, isAway: () => isAway, stop }
}
