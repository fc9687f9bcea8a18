import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { EditProbe } from './edit-probe.ts'
import type { World } from './input.ts'

/**
 * Other people, in a process of their own: they ask at a steady rate, whether they were answered or not, and
 * each wait counts from the moment at which they meant to ask. The parent says when to begin and when to end.
 */

export type ProbeName = 'cached page' | 'fresh page' | 'list page' | 'edit'
export const PROBES: readonly ProbeName[] = ['cached page', 'fresh page', 'list page', 'edit']

/** Waits in ms, and how many were answered with an error, or not at all; of the last of these, which and how. */
export type Window = { waits: Record<ProbeName, number[]>; failed: number; lastFailure: string | null }
export type ToProbes = { world: World } | { ask: 'begin' | 'end' }
export type FromProbes = { ready: true } | { window: Window }

const PER_SECOND: Record<ProbeName, number> = { 'cached page': 20, 'fresh page': 8, 'list page': 8, edit: 10 }
/** Nobody waits longer; ms. */
const PATIENCE = 60_000

const emptyWindow = (): Window => ({
  waits: { 'cached page': [], 'fresh page': [], 'list page': [], edit: [] },
  failed: 0,
  lastFailure: null,
})

// A connection for each: one that is kept may be closed by the server just when it is asked again.
const agent = new Agent({ keepAlive: false, maxSockets: Infinity })

/** @returns null, or how it failed. */
function read(url: string, headers: Record<string, string> = {}): Promise<string | null> {
  return new Promise((done) => {
    const asked = get(url, { agent, headers, timeout: PATIENCE }, (response) => {
      response.resume()
      response.on('end', () => done(response.statusCode === 200 ? null : `status ${response.statusCode}`))
      response.on('error', (error) => done(error.message))
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', (error) => done(error.message))
  })
}

export class Probes {
  readonly #asks: Record<ProbeName, (at: number) => Promise<string | null>>
  readonly #edits: EditProbe
  #window: Window | null = null
  #pending = new Set<Promise<void>>()

  constructor({ url, other }: World) {
    this.#edits = new EditProbe(url, other.room, other.session)
    const shared = `${url}/s/${other.share}`
    const cookie = { cookie: `next-auth.session-token=${other.session}` }
    this.#asks = {
      'cached page': () => read(shared),
      // A search that nobody has made before.
      'fresh page': (at) =>
        read(`${shared}?q=${encodeURIComponent(`model ${(at * 7919 + process.pid).toString(36)}`)}`),
      'list page': () => read(`${url}/l/${other.slug}`, cookie),
      edit: async () => {
        const answered = await Promise.race([
          this.#edits.write().then(() => null),
          sleep(PATIENCE, 'not acknowledged', { ref: false }),
        ])
        return answered
      },
    }
  }

  async start(): Promise<void> {
    await this.#edits.open()
    for (const name of PROBES) void this.#askSteadily(name)
  }

  async #askSteadily(name: ProbeName): Promise<void> {
    const every = 1_000 / PER_SECOND[name]
    // Not all at the same moment.
    const startedAt = performance.now() + every * Math.random()
    for (let at = 0; ; at++) {
      const due = startedAt + at * every
      const early = due - performance.now()
      if (early > 0) await sleep(early)
      const window = this.#window
      if (!window) continue
      const asked = this.#asks[name](at).then((failure) => {
        window.waits[name].push(performance.now() - due)
        if (failure !== null) {
          window.failed++
          window.lastFailure = `${name}: ${failure}`
        }
        this.#pending.delete(asked)
      })
      this.#pending.add(asked)
    }
  }

  begin(): void {
    this.#window = emptyWindow()
  }

  /** Stops asking, waits for what was asked, and gives all waits since begin(). */
  async end(): Promise<Window> {
    const window = this.#window ?? emptyWindow()
    this.#window = null
    await Promise.all(this.#pending)
    return window
  }
}

if (process.send) {
  const tell = (message: FromProbes) => void process.send?.(message)
  let probes: Probes | null = null
  process.on('message', (message: ToProbes) => {
    if ('world' in message) {
      probes = new Probes(message.world)
      void probes.start().then(() => tell({ ready: true }))
    } else if (message.ask === 'begin') probes?.begin()
    else void probes?.end().then((window) => tell({ window }))
  })
  process.on('disconnect', () => process.exit(0))
}
