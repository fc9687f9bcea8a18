import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartError, hasCode } from '../start-error.ts'
import { type Binaries, copyBinaries, findBinaries } from './binaries.ts'
import { may, postgresIds } from './postgres-user.ts'

/** Where the embedded cluster of a data folder is, and with which programs it runs. */
export type ClusterPlace = { dir: string; binaries: Binaries }

/** Where clusters go whose data folder the user "postgres" cannot reach. */
const ELSEWHERE = '/var/lib/colloquium'

function recordedDir(record: string): string | null {
  try {
    const { dir } = JSON.parse(readFileSync(record, 'utf8')) as { dir?: string }
    return dir ?? null
  } catch (error) {
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * Decides where the cluster of `dataDir` lives: in it, unless we are root and the system user
 * "postgres" cannot enter it (say, below /root). Then the cluster is kept in /var/lib/colloquium and
 * the data folder remembers where (`database.json`). The same for the programs below node_modules.
 * @throws StartError where an existing cluster has become unreachable.
 */
export function placeCluster(dataDir: string): ClusterPlace {
  const bundled = findBinaries()
  const ids = postgresIds()
  const inside = join(dataDir, 'postgres')
  mkdirSync(dataDir, { recursive: true })
  if (ids.uid === undefined) return { dir: recordedDir(join(dataDir, 'database.json')) ?? inside, binaries: bundled }

  const home = join(ELSEWHERE, createHash('sha256').update(dataDir).digest('hex').slice(0, 16))
  const makeHome = () => {
    mkdirSync(home, { recursive: true })
    for (const dir of [ELSEWHERE, home]) chmodSync(dir, 0o755)
    return home
  }
  const isRunnable = may(ids, '-x', bundled.postgres) && may(ids, '-r', join(bundled.root, 'share'))
  const binaries = isRunnable ? bundled : copyBinaries(bundled, makeHome())

  const record = join(dataDir, 'database.json')
  const recorded = recordedDir(record)
  if (recorded) return { dir: recorded, binaries }
  if (may(ids, '-x', dataDir)) return { dir: inside, binaries }
  if (existsSync(join(inside, 'PG_VERSION'))) {
    throw new StartError(
      `The user "postgres" can no longer enter ${dirname(inside)}: make its parent folders passable again (chmod o+x).`,
    )
  }
  // A name of its own: a data folder that was deleted and made anew does not get the old one's database.
  const dir = join(makeHome(), `postgres-${randomBytes(4).toString('hex')}`)
  writeFileSync(record, `${JSON.stringify({ dir }, null, 2)}\n`)
  return { dir, binaries }
}
