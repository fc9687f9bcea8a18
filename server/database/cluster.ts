import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../start-error.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { freePort } from './free-port.ts'
import { initialise, isInitialised } from './initialise.ts'
import { clearLeftover, endOrphans, stopPostmaster } from './leftover.ts'
import { type Ids, clusterIds } from './postgres-user.ts'

/** Who connects. */
export type Login = { user: string; password: string }

/** An embedded PostgreSQL, started by this process. */
export type Cluster = {
  port: number
  /** Connection string of `database` in this cluster; without a login as the superuser. */
  url(database: string, login?: Login): string
  /** Fast shutdown: sessions end, everything committed is on disk. */
  stop(): Promise<void>
  /** Resolves when the cluster has ended, stopped by us or by itself. */
  ended: Promise<void>
}

export type ClusterOptions = {
  dir: string
  password: string
  port?: number
  /** Extra server settings, such as { fsync: 'off' } for tests. */
  settings?: Record<string, string>
  /** Where to take the programs from; default: those of `npm ci`. */
  binaries?: Binaries
  /** Hears what the server logs. */
  onLog?: (text: string) => void
  /** The cluster is there already: where its folder is gone no new, empty one is made. */
  mustExist?: boolean
  /** Aborted: what cannot be started at once is not tried again. */
  signal?: AbortSignal
}

/** Connection string of a database on this machine. */
export function localUrl(port: number, database: string, { user, password }: Login): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
}

function waitUntilReady(child: ChildProcess, onLog: ClusterOptions['onLog']): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      onLog?.(chunk.toString())
      log = (log + chunk.toString()).slice(-8000)
      if (log.includes('ready to accept connections')) resolve()
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Error(log.trim() || 'PostgreSQL ended while starting.')))
  })
}

function spawnPostgres(binaries: Binaries, options: ClusterOptions, port: number, ids: Ids): ChildProcess {
  const loopback = { listen_addresses: '127.0.0.1', unix_socket_directories: '' }
  const settings = { ...loopback, log_min_messages: 'warning', ...options.settings }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Detached: Ctrl-C in a terminal reaches the whole group, and Postgres must outlive the server.
  return spawn(binaries.postgres, ['-D', options.dir, '-p', String(port), ...flags], {
    ...ids,
    cwd: process.platform === 'win32' ? undefined : '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  })
}

/** After a crash the last children of the old server may take a moment to go; a free port may just have been taken. */
const PASSING_TROUBLE = /shared memory block .* is still in use|could not bind|Address already in use/

/**
 * Starts PostgreSQL on `dir`, initialising it first where it is empty and clearing up what a crash
 * left. Listens on loopback only. Nobody else may be using `dir`: see instance/lock.ts.
 * @throws Error with Postgres's own words when it does not start; StartError where `dir` cannot be used.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const binaries = options.binaries ?? findBinaries()
  const ids = clusterIds(options.dir)
  if (options.mustExist && !isInitialised(options.dir)) {
    throw new StartError(`The database's folder ${options.dir} is gone or empty.`)
  }
  await initialise(binaries, options.dir, options.password, ids)
  await clearLeftover(options.dir, binaries, ids)
  endOrphans(options.dir)
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort())
    const child = spawnPostgres(binaries, options, port, ids)
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    try {
      await waitUntilReady(child, options.onLog)
    } catch (error) {
      if (
        attempt === 10 ||
        options.signal?.aborted ||
        !(error instanceof Error) ||
        !PASSING_TROUBLE.test(error.message)
      )
        throw error
      await sleep(500)
      continue
    }
    child.unref()
    const stop = async () => {
      const isRunning = child.exitCode === null && child.signalCode === null
      child.ref()
      if (isRunning && child.pid) stopPostmaster(child.pid, 'fast', options.dir, binaries, ids)
      await ended
    }
    const superuser = { user: 'postgres', password: options.password }
    const url = (database: string, login: Login = superuser) => localUrl(port, database, login)
    return { port, url, stop, ended }
  }
}
