import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { freePort, startCluster } from '#server/database/cluster.ts'

const root = resolve(import.meta.dirname, '..')

async function waitUntilReady(url: string, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + 240_000
  while (Date.now() < deadline) {
    if (hasEnded()) throw new Error('The app ended before it was ready.')
    const ready = await fetch(`${url}/api/health/ready`).then((answer) => answer.ok, () => false)
    if (ready) return
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error('The app was not ready within 4 minutes.')
}

/** Starts the production app on a database of its own; what it returns stops both. */
export default async function startApp() {
  const parent = mkdtempSync(join(tmpdir(), 'colloquium-e2e-'))
  chmodSync(parent, 0o755)
  const settings = { fsync: 'off', synchronous_commit: 'off' }
  const cluster = await startCluster({ dir: join(parent, 'postgres'), password: 'test', settings })
  const admin = new pg.Client({ connectionString: cluster.url('postgres') })
  await admin.connect()
  await admin.query('create database colloquium')
  await admin.end()

  const port = await freePort()
  process.env.DATABASE_URL = cluster.url('colloquium')
  process.env.E2E_BASE_URL = `http://localhost:${port}`
  process.env.E2E_START_LOG = join(parent, 'start.log')
  const app = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), DATA_DIR: join(parent, 'data'), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { createWriteStream } = await import('node:fs')
  app.stdout.pipe(createWriteStream(process.env.E2E_START_LOG))
  let ended = false
  const exit = new Promise<void>((done) => app.once('exit', () => { ended = true; done() }))
  await waitUntilReady(process.env.E2E_BASE_URL, () => ended)

  return async () => {
    app.kill('SIGTERM')
    await exit
    await cluster.stop()
    rmSync(parent, { recursive: true, force: true })
  }
}
