import { setTimeout as sleep } from 'node:timers/promises'
import { type Kind, type Played, type World, growing } from './input.ts'
import { MemoryWatch } from './memory.ts'
import { type AttackProcess, ProbesProcess } from './processes.ts'
import { PROBES, type Window } from './probes.ts'
import type { StallServer } from './server.ts'

/** The three waits of others that are looked at: of a public page, kept or not; of a signed-in page; of an edit. */
export const WAITS = ['page', 'list', 'edit'] as const
export type WaitName = (typeof WAITS)[number]
export type Waits = Record<WaitName, number>

/** How much longer than idle's p99 anybody may wait; how long a refusal may take; ms. */
export const MOST_ABOVE_IDLE = 250
export const MOST_REFUSAL = 1_000
/** MB. */
export const MOST_MEMORY = 1_024

/** Others are watched for at least so long, and a little after the answer; ms. */
const SHORTEST = 350
const AFTER = 150
/** Far over the goal: there is nothing more to learn from a larger input. */
const HOPELESS = 2_000
/** How often an input that missed is played again. */
const AGAIN = 2

export type Step = { size: number; played: Played; waits: Waits; memory: number; failed: number }
/** What came of a kind: its worst step, and the figures after repeating that where it missed. */
export type Row = Step & { kind: Kind; repeated: boolean; isMissed: boolean; steps: number }

const longest = (waits: readonly number[]) => Math.max(0, ...waits)
const at = (waits: readonly number[], share: number) =>
  waits.toSorted((a, b) => a - b)[Math.min(waits.length - 1, Math.floor(share * waits.length))] ?? 0

function summed({ waits }: Window, of: (waits: readonly number[]) => number): Waits {
  const all = Object.fromEntries(PROBES.map((name) => [name, of(waits[name])])) as Record<
    (typeof PROBES)[number],
    number
  >
  return { page: Math.max(all['cached page'], all['fresh page']), list: all['list page'], edit: all.edit }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export class Measure {
  readonly #server: StallServer
  readonly #world: World
  readonly #attack: AttackProcess
  #probes = new ProbesProcess()
  idle: Waits = { page: 0, list: 0, edit: 0 }
  idleLongest: Waits = { page: 0, list: 0, edit: 0 }
  idleMemory = 0

  constructor(server: StallServer, world: World, attack: AttackProcess) {
    this.#server = server
    this.#world = world
    this.#attack = attack
  }

  /** Lets the others ask until the server's code runs hot, and then for `ms` with nothing else going on. */
  async measureIdle(ms: number): Promise<void> {
    await this.#probes.start(this.#world)
    this.#probes.begin()
    await sleep(ms / 2)
    await this.#probes.end()
    const memory = new MemoryWatch(this.#server.pid())
    memory.begin()
    this.#probes.begin()
    await sleep(ms)
    const window = await this.#probes.end()
    this.idle = summed(window, (waits) => at(waits, 0.99))
    this.idleLongest = summed(window, longest)
    this.idleMemory = memory.end()
    if (window.failed > 0)
      console.log(`While nothing else went on ${window.failed} requests failed, the last: ${window.lastFailure}.\n`)
  }

  async #step(kind: Kind, size: number): Promise<Step> {
    const memory = new MemoryWatch(this.#server.pid())
    memory.begin()
    this.#probes.begin()
    const shortest = sleep(SHORTEST)
    const startedAt = performance.now()
    const played = await this.#attack.play(this.#world, kind.name, size).catch((error: unknown): Played => {
      const why = error instanceof Error ? error.message : String(error)
      return { isRefused: false, sentence: why, status: 0, ms: performance.now() - startedAt }
    })
    await sleep(AFTER)
    await shortest
    const window = await this.#probes.end()
    return { size, played, waits: summed(window, longest), memory: memory.end(), failed: window.failed }
  }

  /** By how much the longest wait is over idle's p99. */
  above(waits: Waits): number {
    return Math.max(...WAITS.map((name) => waits[name] - this.idle[name]))
  }

  isMiss({ waits, played, memory, failed }: Step): boolean {
    const isRefusedWell = !played.isRefused || (played.ms < MOST_REFUSAL && played.sentence !== null)
    return (
      this.above(waits) > MOST_ABOVE_IDLE || memory > MOST_MEMORY || failed > 0 || !isRefusedWell || played.status === 0
    )
  }

  /** Grows the input until the limit answers, and repeats what missed: a busy machine's mood decides nothing alone. */
  async play(kind: Kind): Promise<Row> {
    const steps: Step[] = []
    for (const size of growing(kind)) {
      const step = await this.#step(kind, size)
      steps.push(step)
      if (step.played.isRefused || step.played.status === 0 || this.above(step.waits) > HOPELESS) break
    }
    const worst = this.#worstOf(steps)
    if (!this.isMiss(worst)) {
      // What the limit said is the last step's word.
      return {
        ...worst,
        played: steps.at(-1)?.played ?? worst.played,
        kind,
        repeated: false,
        isMissed: false,
        steps: steps.length,
      }
    }
    const again = [worst]
    for (let times = 0; times < AGAIN; times++) {
      await this.#calm()
      again.push(await this.#step(kind, worst.size))
    }
    const middle = (of: (step: Step) => number) => median(again.map(of))
    const step: Step = {
      size: worst.size,
      played: { ...worst.played, ms: middle(({ played }) => played.ms) },
      waits: Object.fromEntries(WAITS.map((name) => [name, middle(({ waits }) => waits[name])])) as Waits,
      memory: middle(({ memory }) => memory),
      failed: middle(({ failed }) => failed),
    }
    return { ...step, kind, repeated: true, isMissed: this.isMiss(step), steps: steps.length }
  }

  /** The step that missed by most; of those that did not, the one with the longest wait. */
  #worstOf(steps: readonly Step[]): Step {
    const rank = (step: Step) => (this.isMiss(step) ? 1e9 : 0) + this.above(step.waits)
    const [worst] = steps.toSorted((a, b) => rank(b) - rank(a))
    if (!worst) throw new Error('Nothing was played.')
    return worst
  }

  /** Waits until others are served as always; starts the server anew where that takes too long, or its memory is full. */
  async #calm(): Promise<void> {
    for (let tries = 0; tries < 20; tries++) {
      this.#probes.begin()
      await sleep(300)
      const window = await this.#probes.end().catch(() => null)
      if (window && this.above(summed(window, longest)) < MOST_ABOVE_IDLE) return
    }
    await this.restart()
  }

  /** What one input did to the server is nothing that the next one has to bear. */
  async recover(row: Row): Promise<void> {
    if (row.memory > MOST_MEMORY || row.played.status === 0 || this.above(row.waits) > HOPELESS) await this.restart()
    else await this.#calm()
  }

  async restart(): Promise<void> {
    this.#probes.stop()
    await this.#server.restart()
    this.#probes = new ProbesProcess()
    await this.#probes.start(this.#world)
    this.#probes.begin()
    await sleep(2_000)
    await this.#probes.end()
  }

  stop(): void {
    this.#probes.stop()
  }
}
