import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Piscina } from 'piscina'
import { AppError, type AppErrorCode } from '#lib/errors.ts'
import { currentClient } from './client.ts'
import { limitCpu } from './cpu-limit.ts'
import { type Entry, FairQueue, type Lane } from './fair-queue.ts'
import type { Answer, Order } from './worker.ts'
import { WorkError } from './work-error.ts'

/** A kind of work: where it is done, and what one task of it may take. */
export type TaskLimits = {
  lane: Lane
  /** Milliseconds of computing. */
  cpuMs: number
  /** Bytes of what comes back. */
  outputBytes: number
}
export type TaskPlace = {
  /** From the root of the program: 'lib/markdown/render-work.ts'. */
  file: string
  /** The function there; its input and output are structured-cloned. */
  name: string
}

/** What hangs on globalThis: the server and Next's bundle use the same threads. */
export type WorkPool = {
  run(place: TaskPlace, limits: TaskLimits, input: unknown): Promise<unknown>
  close(): Promise<void>
}

/** At least two, so that one that is busy never keeps a reader waiting; more than four gain little. */
const THREADS = Math.min(4, Math.max(2, availableParallelism()))
const MOST_WAITING = 400
const MOST_WAITING_PER_CLIENT = 60
/** Of one thread. What a large README and a long note take stays well below. */
const MOST_MEGABYTES = 192

const KEY = Symbol.for('colloquium.work')
const holder = globalThis as { [KEY]?: WorkPool; colloquiumFolder?: string }
// The server runs in the program's folder; bundlers leave the path alone this way.
const root = () => holder.colloquiumFolder ?? process.cwd()

/** Says where the program's files are, for a command that is run in another folder. */
export function setWorkFolder(folder: string): void {
  holder.colloquiumFolder = folder
}

async function startPiscina(minThreads: number): Promise<Piscina> {
  const { Piscina } = await import('piscina')
  return new Piscina({
    filename: join(/* turbopackIgnore: true */ root(), 'lib/work/worker.ts'),
    minThreads,
    maxThreads: THREADS,
    idleTimeout: Infinity,
    atomics: 'disabled',
    // Where the processors are all busy, requests and edits go first.
    niceIncrement: 10,
    execArgv: ['--no-warnings'],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  })
}

function failed(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    throw new WorkError('memory')
  // The stack is memory too: what is nested more deeply than it reaches.
  if (error instanceof RangeError && error.message.includes('call stack')) throw new WorkError('memory')
  throw error
}

function unwrap(answer: Answer): unknown {
  if (answer.ok) return answer.value
  if (answer.kind === 'output') throw new WorkError('output')
  const { code, message, fields, details } = answer
  throw new AppError(code as AppErrorCode, message, { fields, details })
}

/** A pool of threads that are started as they are needed (`minThreads` at once). */
export function createWorkPool({ minThreads = 0 }: { minThreads?: number } = {}): WorkPool {
  const started = startPiscina(minThreads)
  const queue = new FairQueue({
    threads: THREADS,
    waiting: MOST_WAITING,
    waitingPerClient: MOST_WAITING_PER_CLIENT,
  })

  async function runNow(place: TaskPlace, limits: TaskLimits, input: unknown): Promise<unknown> {
    const piscina = await started
    const shared = new Int32Array(new SharedArrayBuffer(4))
    const file = join(/* turbopackIgnore: true */ root(), place.file)
    const order: Order = { file, name: place.name, input, outputBytes: limits.outputBytes, started: shared }
    const over = new AbortController()
    const stop = limitCpu(
      shared,
      () => piscina.threads,
      limits.cpuMs,
      () => over.abort(),
    )
    try {
      return unwrap((await piscina.run(order, { signal: over.signal }).catch(failed)) as Answer)
    } catch (error) {
      throw over.signal.aborted ? new WorkError('time') : error
    } finally {
      stop()
    }
  }

  function run(place: TaskPlace, limits: TaskLimits, input: unknown): Promise<unknown> {
    const client = currentClient()
    return new Promise((resolve, reject) => {
      const start = () => {
        runNow(place, limits, input)
          .then(resolve, reject)
          .finally(() => queue.remove(entry))
      }
      const entry: Entry = { client, lane: limits.lane, start }
      if (!queue.add(entry)) reject(new WorkError('busy'))
    })
  }

  return { run, close: async () => (await started).destroy() }
}

/** The process's pool, made on first use. */
export const workPool = (): WorkPool => (holder[KEY] ??= createWorkPool())

/** Starts the threads before anybody waits for them. */
export function startWorkPool(): void {
  holder[KEY] ??= createWorkPool({ minThreads: THREADS })
}

/** Ends the threads; the next use starts others. */
export async function closeWorkPool(): Promise<void> {
  const pool = holder[KEY]
  delete holder[KEY]
  await pool?.close()
}
