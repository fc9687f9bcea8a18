import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What is ended and removed when this process is gone. */
export type Left = {
  /** The command lines of `pids` contain this; another process that was given such an id later is left alone. */
  program: string
  pids: number[]
  /** The folder of an embedded PostgreSQL. */
  cluster?: string
  /** A folder to be removed at the very end. */
  dir?: string
}

/**
 * Sees to it that processes end with this one, however it ends: a SIGKILL, too, closes the pipe on which a small
 * process waits, and that one ends them. `add` names what has been started since, `done` that nothing is left.
 */
export function endWithUs(left: Left): { add(pid: number): void; done(): void } {
  const file = fileURLToPath(new URL('./end-what-is-left.ts', import.meta.url))
  const watcher = spawn(process.execPath, [file, JSON.stringify(left)], {
    stdio: ['pipe', 'ignore', 'inherit'],
    // Out of the terminal's group: a Ctrl-C there must not reach it.
    detached: true,
  })
  watcher.unref()
  const { stdin } = watcher
  stdin.on('error', () => undefined)
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
  return {
    add: (pid) => void stdin.write(`${pid}\n`),
    done: () => void stdin.end('done\n'),
  }
}
