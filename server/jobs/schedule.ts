import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '#lib/log.ts'

export type Schedule = { close(): Promise<void> }

/**
 * Runs chores again and again, one after the other, `first` ms after the start and then every `every`
 * ms. A chore that fails is logged and tried again next time. Each must stand being run by several
 * processes at once.
 */
export function startSchedule(
  chores: Record<string, () => Promise<unknown>>,
  { first = 20_000, every = 300_000 }: { first?: number; every?: number } = {},
): Schedule {
  const closing = new AbortController()
  const { signal } = closing

  async function run(): Promise<void> {
    for (let pause = first; ; pause = every) {
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined)
      for (const [name, chore] of Object.entries(chores)) {
        if (signal.aborted) return
        await chore().catch((error: unknown) => log.warn({ err: error, chore: name }, 'a regular chore failed'))
      }
      if (signal.aborted) return
    }
  }

  const done = run()
  const close = async () => {
    closing.abort()
    await done
  }
  return { close }
}
