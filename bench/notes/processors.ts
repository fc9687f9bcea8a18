import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** Of a process its main thread: what helps V8 to compile and to collect garbage may be anywhere. */
function place(pid: number, processors: string): boolean {
  const { status } = spawnSync('taskset', ['--cpu-list', '--pid', processors, String(pid)])
  return status === 0
}

/**
 * Gives servers the last processor and this process, with all its clients, the others, as if they were different
 * machines. Left to itself the kernel wakes a reader on the processor of whoever wrote to it, where it waits until
 * the server is through with its turn: what is measured is then the turn, and not when the edit went out.
 * @returns what gives this process all of them back; null where that cannot be done: one processor, or no taskset.
 */
export function keepApart(servers: number[]): (() => void) | null {
  const last = availableParallelism() - 1
  if (last < 1 || !servers.every((pid) => place(pid, String(last)))) return null
  if (!place(process.pid, `0-${last - 1}`)) return null
  return () => void place(process.pid, `0-${last}`)
}
