import { spawn } from 'node:child_process'
import { chmodSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startCluster } from '#server/database/cluster.ts'
import { freePort } from '#server/database/free-port.ts'
import { APP_ROLE, giveDatabase } from '#server/database/role.ts'
import { endWithParent, postmasterOf } from './end-with-parent.ts'

export type RunningApp = {
  url: string
  databaseUrl: string
  /** The same database as superuser: for what only they may see or set. */
  superuserUrl: string
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
  const cluster = await startCluster({
    dir: join(dir, 'postgres'),
    password: 'test',
    settings: options.postgres ?? {},
    ...(options.onPostgresLog ? { onLog: options.onPostgresLog } : {}),
  })
  const login = { user: APP_ROLE, password: 'test' }
  await giveDatabase(cluster.url, 'colloquium', login)
  const port = await freePort()
  const url = `http://localhost:${port}`
  const databaseUrl = cluster.url('colloquium', login)
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
  const isOver = endWithParent({
    processes: [
      ...(app.pid ? [{ pid: app.pid, signal: 'SIGTERM' as const }] : []),
      postmasterOf(join(dir, 'postgres')),
    ],
    dirs: [dir],
  })
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
    isOver()
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    await waitUntilReady(url, () => hasEnded)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, databaseUrl, superuserUrl: cluster.url('colloquium'), dir, printed, pid: app.pid ?? 0, stop }
}
