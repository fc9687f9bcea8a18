import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs'
import { StartError, hasCode } from '../start-error.ts'
import type { Binaries } from './binaries.ts'
import type { Ids } from './postgres-user.ts'

function run(file: string, args: string[], ids: Ids): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, LC_ALL: 'C' }
    const cwd = process.platform === 'win32' ? undefined : '/'
    const child = spawn(file, args, { ...ids, cwd, stdio: ['ignore', 'ignore', 'pipe'], env })
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(errors.trim() || `${file} ended with code ${code}`))
    })
  })
}

function own(path: string, ids: Ids): void {
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(path, ids.uid, ids.gid)
}

/**
 * Whether there is a cluster in `dir`.
 * @throws StartError where there is something else, or where we may not look.
 */
export function isInitialised(dir: string): boolean {
  let names: string[]
  try {
    names = readdirSync(dir)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false
    if (hasCode(error, 'EACCES')) throw new StartError(`The database in ${dir} belongs to another user of this system.`)
    throw error
  }
  if (names.length > 0 && !names.includes('PG_VERSION'))
    throw new StartError(`The folder ${dir} holds something that is no database.`)
  return names.length > 0
}

/**
 * Makes a new, empty cluster in `dir` where there is none. It is made beside and renamed at the end,
 * so that what a crash leaves half made is never taken for a cluster.
 * @throws StartError where `dir` cannot be used; Error with initdb's own words.
 */
export async function initialise(binaries: Binaries, dir: string, password: string, ids: Ids): Promise<void> {
  if (isInitialised(dir)) return
  const draft = `${dir}.new`
  const passwordFile = `${dir}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  own(draft, ids)
  rmSync(passwordFile, { force: true })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  own(passwordFile, ids)
  try {
    const access = ['--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`]
    const text = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C', '--builtin-locale=C.UTF-8']
    await run(binaries.initdb, [`--pgdata=${draft}`, ...access, ...text], ids)
    if (existsSync(dir)) rmdirSync(dir)
    renameSync(draft, dir)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  } finally {
    rmSync(passwordFile, { force: true })
  }
}
