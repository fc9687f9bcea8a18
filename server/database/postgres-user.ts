import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { StartError } from '../start-error.ts'

/** Whom Postgres runs as; empty: as ourselves. */
export type Ids = { uid?: number; gid?: number }

function lookUp(): Ids | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString())
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return null
  }
}

/**
 * Postgres refuses to run as root: then it runs as the system user "postgres", made where there is none.
 * @throws StartError where the user cannot be made.
 */
export function postgresIds(): Ids {
  if (process.getuid?.() !== 0) return {}
  const found = lookUp()
  if (found) return found
  try {
    execFileSync('groupadd', ['--system', '--force', 'postgres'], { stdio: 'ignore' })
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'], { stdio: 'ignore' })
  } catch {
    // Below: what counts is whether the user is there.
  }
  const made = lookUp()
  if (!made)
    throw new StartError(
      'PostgreSQL cannot run as root and the system user "postgres" could not be made: make it, or start as an ordinary user.',
    )
  return made
}

/** The same for an existing cluster: as root, whoever made it runs it. */
export function clusterIds(dir: string): Ids {
  if (process.getuid?.() !== 0) return {}
  const owner = statSync(dir, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : postgresIds()
}

/** Whether a process of these ids may use `path` so (-x: enter or run, -w: write). Asked of the system, not computed. */
export function may(ids: Ids, flag: '-x' | '-w' | '-r', path: string): boolean {
  if (ids.uid === undefined) return true
  const { status } = spawnSync('/bin/sh', ['-c', `test ${flag} "$1"`, 'sh', path], {
    ...ids,
    cwd: '/',
    stdio: 'ignore',
  })
  return status === 0
}
