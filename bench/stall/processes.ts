import { type ChildProcess, fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import type { FromAttack, ToAttack } from './attack.ts'
import type { Played, World } from './input.ts'
import type { FromProbes, ToProbes, Window } from './probes.ts'

/** Gives a process less of the processors than the server, or more; where that may not be, it stays as it is. */
function weigh(child: ChildProcess, nice: number): void {
  try {
    if (child.pid) setPriority(child.pid, nice)
  } catch {
    // Only root may give more.
  }
}

const start = (file: string) => fork(join(import.meta.dirname, file), [], { execArgv: ['--no-warnings'] })

function answer<T>(child: ChildProcess, ms: number, isIt: (message: unknown) => T | null): Promise<T> {
  return new Promise((done, fail) => {
    const settle = () => {
      clearTimeout(timer)
      child.off('message', hear).off('exit', gone)
    }
    const hear = (message: unknown) => {
      const found = isIt(message)
      if (found === null) return
      settle()
      done(found)
    }
    const gone = () => {
      settle()
      fail(new Error('A process of the bench ended.'))
    }
    const timer = setTimeout(() => {
      settle()
      fail(new Error('A process of the bench does not answer.'))
    }, ms)
    child.on('message', hear).on('exit', gone)
  })
}

/**
 * The probes' process. They take a twentieth of a processor, and reach it before the server does: a person who
 * waits has a machine of their own, and what the probes themselves wait for a turn is no wait of theirs.
 */
export class ProbesProcess {
  readonly #child = start('probes.ts')

  async start(world: World): Promise<void> {
    weigh(this.#child, -5)
    const ready = answer(this.#child, 60_000, (message) => ('ready' in (message as FromProbes) ? true : null))
    this.#child.send({ world } satisfies ToProbes)
    await ready
  }
  begin(): void {
    this.#child.send({ ask: 'begin' } satisfies ToProbes)
  }
  end(): Promise<Window> {
    const window = answer(this.#child, 120_000, (message) => {
      const told = message as FromProbes
      return 'window' in told ? told.window : null
    })
    this.#child.send({ ask: 'end' } satisfies ToProbes)
    return window
  }
  stop(): void {
    this.#child.kill('SIGKILL')
  }
}

/** The attacker's process: it has a machine of its own in truth, so here it comes after the server. */
export class AttackProcess {
  #child: ChildProcess | null = null

  async play(world: World, kind: string, size: number): Promise<Played> {
    if (!this.#child?.connected) {
      this.#child = start('attack.ts')
      weigh(this.#child, 10)
    }
    const child = this.#child
    const told = answer(child, 150_000, (message) => message as FromAttack)
    child.send({ world, kind, size } satisfies ToAttack)
    const result = await told.catch((error: unknown) => {
      this.stop()
      throw error
    })
    if ('problem' in result) throw new Error(`"${kind}" at ${size} could not be played: ${result.problem}`)
    return result.played
  }
  stop(): void {
    this.#child?.kill('SIGKILL')
    this.#child = null
  }
}
