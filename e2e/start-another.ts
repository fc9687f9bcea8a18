import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '#server/database/free-port.ts'
import { endWithUs } from '../scripts/test/end-with-us.ts'

/** Another process of the app, on the tests' database and a port of its own: one that may be stopped. */
export async function startAnother() {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const dir = mkdtempSync(join(tmpdir(), 'colloquium-another-'))
  const left = endWithUs({ program: 'scripts/start.ts', pids: [], dir })
  let app: ChildProcess | null = null
  const start = async () => {
    app = spawn(process.execPath, ['scripts/start.ts'], {
      cwd: resolve(import.meta.dirname, '..'),
      env: { ...process.env, NODE_ENV: 'production', PORT: String(port), DATA_DIR: dir, LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (app.pid) left.add(app.pid)
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
  }
  await start()
  return {
    url,
    start,
    stop: async (isForGood = false) => {
      await stop()
      if (!isForGood) return
      rmSync(dir, { recursive: true, force: true })
      left.done()
    },
  }
}
