import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'

export type Left = {
  /** Ended in this order, each by its signal and after ten seconds by force. */
  processes: { pid: number; signal: NodeJS.Signals }[]
  /** Removed when they have ended. */
  dirs: string[]
}

/**
 * Has these processes ended and these folders removed when this process is gone, however it ended: a run that is
 * killed cannot clean up after itself.
 * @returns what to call when they have ended in good order.
 */
export function endWithParent(left: Left): () => void {
  const script = join(import.meta.dirname, 'end-with-parent.mjs')
  const watcher = spawn(process.execPath, [script, JSON.stringify(left)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.unref()
  // Its end of the pipe may be gone first; and neither it nor the pipe keeps this process from ending.
  watcher.stdin.on('error', () => undefined)
  if (watcher.stdin instanceof Socket) watcher.stdin.unref()
  return () => watcher.stdin.end('done')
}

/** The embedded PostgreSQL that runs on this folder, to be shut down fast. */
export function postmasterOf(dir: string): Left['processes'][number] {
  return { pid: Number(readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')[0]), signal: 'SIGINT' }
}
