import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError, hasCode } from '../start-error.ts'
import { isAlive, processIdentity } from './process-identity.ts'

/** Who uses a data folder: a server until it is stopped, or one command for a moment. */
export type Holder = {
  pid: number
  identity: string | null
  kind: 'server' | 'command'
  /** Where its embedded database listens; null until it does. */
  databasePort: number | null
}

export type Lock = {
  /** Tells commands where to find the database. */
  publishPort(port: number): void
  release(): void
}

const lockFile = (dataDir: string) => join(dataDir, 'colloquium.lock')

function parseHolder(text: string): Holder | null {
  try {
    const holder = JSON.parse(text) as Holder
    return typeof holder.pid === 'number' ? holder : null
  } catch {
    return null
  }
}

/** Alive, and not a later process that was given the same id. */
function isRunning(holder: Holder): boolean {
  if (!isAlive(holder.pid)) return false
  const identity = processIdentity(holder.pid)
  return holder.identity === null || identity === null ? holder.pid !== process.pid : identity === holder.identity
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

/** The living process that uses the folder, or null where none does (a crash leaves a dead one's name). */
export function findHolder(dataDir: string): Holder | null {
  const text = readText(lockFile(dataDir))
  const holder = text === null ? null : parseHolder(text)
  return holder && isRunning(holder) ? holder : null
}

/** The sentence for a data folder that somebody else is using. */
export function inUse(dataDir: string, holder: Holder): StartError {
  const who = holder.kind === 'server' ? 'another Colloquium' : 'a colloquium command'
  const way = 'stop it, or set DATA_DIR to another folder'
  return new StartError(`The data folder ${dataDir} is in use by ${who} (process ${holder.pid}): ${way}.`)
}

/** Writes the holder beside the lock and links it into place: it appears whole, or not at all where one is there. */
function tryCreate(file: string, holder: Holder): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o644 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    // Some file systems know no links.
    if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS')) throw error
    try {
      writeFileSync(file, JSON.stringify(holder), { flag: 'wx' })
      return true
    } catch (inner) {
      if (hasCode(inner, 'EEXIST')) return false
      throw inner
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Puts a dead process's lock aside; where another process was quicker and it is theirs, puts it back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  if (readText(aside) !== stale) renameSync(aside, file)
  else rmSync(aside, { force: true })
}

/**
 * Takes the data folder for this process. What a crashed process left is taken over; a command that
 * is just using the folder is waited for.
 * @throws StartError where another server uses it, or a command does not finish in `patience` ms.
 */
export async function acquireLock(dataDir: string, kind: Holder['kind'], patience = 30_000): Promise<Lock> {
  const file = lockFile(dataDir)
  mkdirSync(dataDir, { recursive: true })
  const self: Holder = { pid: process.pid, identity: processIdentity(process.pid), kind, databasePort: null }
  const giveUpAt = Date.now() + patience
  while (!tryCreate(file, self)) {
    const text = readText(file)
    if (text === null) continue
    const other = parseHolder(text)
    if (other === null || !isRunning(other)) {
      removeStale(file, text)
      continue
    }
    if (other.kind === 'server' || Date.now() > giveUpAt) {
      throw inUse(dataDir, other)
    }
    await sleep(200)
  }
  return {
    publishPort: (port) => {
      const draft = `${file}.${process.pid}`
      writeFileSync(draft, JSON.stringify({ ...self, databasePort: port }))
      renameSync(draft, file)
    },
    release: () => {
      const text = readText(file)
      if (text !== null && parseHolder(text)?.pid === process.pid) rmSync(file, { force: true })
    },
  }
}
