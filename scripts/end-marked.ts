import { readFileSync, readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Every process that a bench starts, and that those start, has this in its environment. */
export const MARK = 'COLLOQUIUM_BENCH'

/** How long a process has to end by itself once it is told to; ms. */
const PATIENCE = 5_000

function read(pid: string, file: 'environ' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    // It has ended, or is not ours to look at.
    return ''
  }
}

/** The processes with that mark, but for this one. None off Linux, where they cannot be found this way. */
export function markedProcesses(mark: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .filter((entry) => read(entry, 'environ').split('\0').includes(`${MARK}=${mark}`))
    .map(Number)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended by itself.
  }
}

/** Ends every process with that mark: asked first, Postgres in its own way, and killed where it does not hear. */
export async function endMarked(mark: string): Promise<void> {
  for (const pid of markedProcesses(mark))
    signal(pid, /\bpostgres\0/.test(read(String(pid), 'cmdline')) ? 'SIGINT' : 'SIGTERM')
  for (let waited = 0; waited < PATIENCE && markedProcesses(mark).length > 0; waited += 100) await sleep(100)
  for (const pid of markedProcesses(mark)) signal(pid, 'SIGKILL')
}

// By itself: waits until whoever holds the other end of its standard input is gone, however that came about.
if (process.argv[1]?.endsWith('end-marked.ts')) {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined)
  process.stdin.resume()
  process.stdin.on('end', () => void endMarked(process.argv[2] ?? '').then(() => process.exit(0)))
}
