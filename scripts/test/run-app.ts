import { spawn } from 'node:child_process'
import { chmodSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { startCluster } from '#server/database/cluster.ts'
import { freePort } from '#server/database/free-port.ts'
import { endWithUs } from './end-with-us.ts'

export type RunningApp = {
  url: string
  databaseUrl: string
  /** A folder of its own, removed by stop(). */
  dir: string
  /** What the app printed on standard output: the address and the first admin's link. */
  printed: string
  pid: number
  stop(): Promise<void>
}

const root = resolve(import.meta.dirname, '../..')

async function waitUntilReady(url: string, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + 240_000
  while (Date.now() < deadline) {
    if (hasEnded()) throw new Error('The app ended before it was ready.')
    const isReady = await fetch(`${url}/api/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isReady) return
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error('The app was not ready within 4 minutes.')
}

/**
 * Starts the production app (building it if needed) as `npm start` does, on a PostgreSQL and a port of
 * its own, with the seed imported. Both end with this process, should it be killed before stop() was called.
 * For the end-to-end tests and the benches.
 */
export async function runApp(options: {
  postgres?: Record<string, string>
  env?: Record<string, string>
  onPostgresLog?: (text: string) => void
}): Promise<RunningApp> {
  const dir = mkdtempSync(join(tmpdir(), 'colloquium-app-'))
  chmodSync(dir, 0o755)
  const left = endWithUs({ program: 'scripts/start.ts', pids: [], cluster: join(dir, 'postgres'), dir })
  const cluster = await startCluster({
    dir: join(dir, 'postgres'),
    password: 'test',
    settings: options.postgres ?? {},
    ...(options.onPostgresLog ? { onLog: options.onPostgresLog } : {}),
  })
  const admin = new pg.Client({ connectionString: cluster.url('postgres') })
  await admin.connect()
  await admin.query('create database colloquium')
  await admin.end()

  const port = await freePort()
  const url = `http://localhost:${port}`
  const databaseUrl = cluster.url('colloquium')
  const app = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      DATA_DIR: join(dir, 'data'),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (app.pid) left.add(app.pid)
  const printed = join(dir, 'printed.txt')
  app.stdout.pipe(createWriteStream(printed))
  let hasEnded = false
  const exit = new Promise<void>((done) =>
    app.once('exit', () => {
      hasEnded = true
      done()
    }),
  )
  const stop = async () => {
    app.kill('SIGTERM')
    await exit
    await cluster.stop()
    rmSync(dir, { recursive: true, force: true })
    left.done()
  }
  try {
    await waitUntilReady(url, () => hasEnded)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, databaseUrl, dir, printed, pid: app.pid ?? 0, stop }
}
