import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '#server/database/free-port.ts'
import { endWithParent } from '../scripts/test/end-with-parent.ts'

/**
 * Another process of the app, on the tests' database and a port of its own: one that may be stopped.
 * @param options.onError hears what it says on standard error.
 */
export async function startAnother(options: { env?: Record<string, string>; onError?: (text: string) => void } = {}) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const dir = mkdtempSync(join(tmpdir(), 'colloquium-another-'))
  let app: ChildProcess | null = null
  let isOver = () => {}
  const start = async () => {
    app = spawn(process.execPath, ['scripts/start.ts'], {
      cwd: resolve(import.meta.dirname, '..'),
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(port),
        DATA_DIR: dir,
        LOG_LEVEL: 'warn',
        ...options.env,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    app.stderr?.on('data', (text: Buffer) => {
      process.stderr.write(text)
      options.onError?.(text.toString())
    })
    if (app.pid) isOver = endWithParent({ processes: [{ pid: app.pid, signal: 'SIGTERM' }], dirs: [dir] })
    const isReady = () =>
      fetch(`${url}/api/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      )
    while (!(await isReady())) {
      if (app.exitCode !== null) throw new Error('The other app ended before it was ready.')
      await new Promise((done) => setTimeout(done, 200))
    }
  }
  const stop = async () => {
    const running = app
    app = null
    if (!running) return
    const ended = new Promise((done) => running.once('exit', done))
    running.kill('SIGTERM')
    await ended
    isOver()
  }
  await start()
  return {
    url,
    start,
    stop: async (isForGood = false) => {
      await stop()
      if (isForGood) rmSync(dir, { recursive: true, force: true })
    },
  }
}
