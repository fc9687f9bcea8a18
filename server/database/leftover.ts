import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandLine, isAlive } from '../instance/process-identity.ts'
import { StartError, hasCode } from '../start-error.ts'
import type { Binaries } from './binaries.ts'
import type { Ids } from './postgres-user.ts'

/** Asks Postgres to end: fast rolls back what is open and writes everything; immediate leaves it to recovery. */
export function stopPostmaster(
  pid: number,
  mode: 'fast' | 'immediate',
  dir: string,
  binaries: Binaries,
  ids: Ids,
): void {
  // Windows has no signals; pg_ctl has its own way there.
  if (process.platform === 'win32') {
    spawnSync(binaries.pg_ctl, ['stop', '-D', dir, '-m', mode], { ...ids, stdio: 'ignore' })
    return
  }
  try {
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error
  }
}

async function waitUntilGone(pid: number, patience: number): Promise<boolean> {
  for (const giveUpAt = Date.now() + patience; isAlive(pid); await sleep(50)) {
    if (Date.now() > giveUpAt) return false
  }
  return true
}

/**
 * Deals with what a crash leaves in a cluster's folder. A postmaster that outlived its server is
 * stopped by its process id. A `postmaster.pid` that names a process which is not Postgres on this
 * folder (ids are given anew) is removed, since Postgres would refuse to start; one that names a dead
 * process stays, for Postgres clears it up itself after making sure that none of its children live.
 * Only for the holder of the data folder's lock.
 */
export async function clearLeftover(dir: string, binaries: Binaries, ids: Ids): Promise<void> {
  const file = join(dir, 'postmaster.pid')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    if (hasCode(error, 'EACCES')) throw new StartError(`The database in ${dir} belongs to another user of this system.`)
    throw error
  }
  const pid = Number(text.split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return
  const command = commandLine(pid)
  const isOurs = command === null ? process.platform === 'win32' : /postgres/.test(command) && command.includes(dir)
  if (!isOurs) {
    rmSync(file, { force: true })
    return
  }
  stopPostmaster(pid, 'fast', dir, binaries, ids)
  if (await waitUntilGone(pid, 15_000)) return
  stopPostmaster(pid, 'immediate', dir, binaries, ids)
  if (await waitUntilGone(pid, 5_000)) return
  throw new StartError(
    `A PostgreSQL left over from an earlier run (process ${pid}) still uses ${dir} and does not stop.`,
  )
}

/**
 * Ends what a killed postmaster left of its children on `dir`: an idle one notices by itself, one in the
 * middle of a long statement would keep Postgres from starting until it is through. Call it only when no
 * postmaster runs there. Nothing to do where the system does not say (only Linux does).
 */
export function endOrphans(dir: string): void {
  if (process.platform !== 'linux') return
  const home = realpathSync(dir)
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid)) continue
    try {
      const isOurs = readlinkSync(`/proc/${pid}/cwd`) === home && /postgres/.test(commandLine(pid) ?? '')
      if (isOurs) process.kill(pid, 'SIGTERM')
    } catch (error) {
      // Gone meanwhile, or somebody else's.
      if (!hasCode(error, 'ENOENT', 'ESRCH', 'EACCES', 'EPERM')) throw error
    }
  }
}
