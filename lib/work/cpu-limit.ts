import type { Worker } from 'node:worker_threads'

const LOOK_EVERY = 25
/** A task that waits instead of computing: many times its computing time, in case the machine is busy. */
const WAITS = 20

const busyMs = ({ user, system }: { user: number; system: number }) => (user + system) / 1000

/**
 * Calls `onOver` once the thread that does a task has computed for `ms` since it began. Time of its own
 * processor, not of the clock: a busy machine makes nobody's text too long. (A task that neither computes
 * nor ends is given up after twenty times that by the clock.)
 * @param started holds the thread's id once the task begins.
 * @returns stops looking.
 */
export function limitCpu(started: Int32Array, threads: () => readonly Worker[], ms: number, onOver: () => void) {
  let looks = 0
  let before: number | null = null
  let ended = false
  async function look(): Promise<void> {
    looks += 1
    const id = Atomics.load(started, 0)
    const worker = id === 0 ? undefined : threads().find(({ threadId }) => threadId === id)
    const used = worker ? busyMs(await worker.cpuUsage().catch(() => ({ user: 0, system: 0 }))) : 0
    if (ended) return
    if (worker) before ??= used
    const isOver = (before !== null && used - before > ms) || looks * LOOK_EVERY > ms * WAITS
    if (isOver) return onOver()
    timer = setTimeout(() => void look(), LOOK_EVERY)
    timer.unref()
  }
  let timer = setTimeout(() => void look(), LOOK_EVERY)
  timer.unref()
  return () => {
    ended = true
    clearTimeout(timer)
  }
}
