import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { MARK, endMarked } from './end-marked.ts'
import { prepare } from './prepare.ts'

/** Runs bench/NAME.ts with the arguments after it, on a fresh clone too: what git does not hold is made first. */
async function runBench(): Promise<void> {
  const [name = ''] = process.argv.splice(2, 1)
  try {
    prepare()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
  await import(`../bench/${name}.ts`)
}

/** Resolves when this process is told to stop, or whoever started it is gone. */
function untilStopped(): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve(name))
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && resolve('SIGTERM'), 500).unref()
  return promise
}

/**
 * Runs the bench in a process of its own, and ends every process that it started (servers, Postgres, browsers)
 * when it is over, is stopped by a signal or loses its parent. Where this very process is killed, another one
 * that waits for that does the same.
 */
async function supervise(): Promise<number> {
  const mark = randomUUID()
  const stopped = untilStopped()
  const file = join(import.meta.dirname, 'end-marked.ts')
  const heir = spawn(process.execPath, [file, mark], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  const bench = spawn(process.execPath, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, [MARK]: mark },
  })
  const ended = new Promise<number>((done) => bench.once('exit', (code) => done(code ?? 1)))
  const outcome = await Promise.race([ended, stopped])
  await endMarked(mark)
  if (typeof outcome === 'string') bench.kill('SIGKILL')
  heir.kill('SIGKILL')
  return outcome === 'SIGINT' ? 130 : typeof outcome === 'string' ? 143 : outcome
}

if (process.env[MARK]) await runBench()
else process.exit(await supervise())
