import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureDatabase } from '#server/database/check.ts'
import { startCluster } from '#server/database/cluster.ts'
import { freePort } from '#server/database/free-port.ts'

const root = resolve(import.meta.dirname, '../..')
const NAME = 'colloquium'

export type StallServer = {
  url: string
  databaseUrl: string
  pid(): number
  /** Ends it however busy it is, and starts it again on what it had. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/**
 * The production server, built if it has to be, on a PostgreSQL and a data folder of its own, that can be started anew.
 * @param without the protection that is taken away: see without.ts.
 */
export async function startServer({ without }: { without: string | undefined }): Promise<StallServer> {
  const dir = mkdtempSync(join(tmpdir(), 'colloquium-stall-'))
  chmodSync(dir, 0o755)
  const cluster = await startCluster({ dir: join(dir, 'postgres'), password: 'bench' })
  await ensureDatabase(cluster.url('postgres'), NAME)
  const databaseUrl = cluster.url(NAME)
  const port = await freePort()
  const url = `http://localhost:${port}`
  let child: ChildProcess

  async function start(): Promise<void> {
    const preload = without === undefined ? [] : ['--import', join(import.meta.dirname, 'without.ts')]
    child = spawn(process.execPath, [...preload, 'scripts/start.ts'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATABASE_URL: databaseUrl,
        PORT: String(port),
        DATA_DIR: join(dir, 'data'),
        LOG_LEVEL: 'silent',
        ...(without === undefined ? {} : { STALL_WITHOUT: without }),
      },
    })
    for (let tries = 0; tries < 1_500; tries++) {
      if (child.exitCode !== null) throw new Error('The server ended before it was ready.')
      const isReady = await fetch(`${url}/api/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      )
      if (isReady) return
      await sleep(200)
    }
    throw new Error('The server was not ready within five minutes.')
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const exit = new Promise<void>((done) => child.once('exit', () => done()))
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await exit
  }

  const stop = async () => {
    await end('SIGKILL')
    await cluster.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    await start()
  } catch (error) {
    await stop()
    throw error
  }
  const restart = async () => {
    await end('SIGKILL')
    await start()
  }
  return { url, databaseUrl, pid: () => child.pid ?? 0, restart, stop }
}
