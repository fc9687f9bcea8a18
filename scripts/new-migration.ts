import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '#server/database/cluster.ts'
import { diffSchema } from '#server/database/migrate.ts'
import { PRISMA_DIR } from '#server/root-dir.ts'
import { lastWords } from '#server/start-error.ts'

const schemaFile = join(PRISMA_DIR, 'schema.prisma')
/** schema.prisma as the migrations know it. */
const snapshotFile = join(PRISMA_DIR, 'migrations/schema.snapshot.prisma')

async function writeDifference(): Promise<string> {
  const parent = mkdtempSync(join(tmpdir(), 'colloquium-migration-'))
  chmodSync(parent, 0o755)
  const cluster = await startCluster({
    dir: join(parent, 'postgres'),
    password: 'temporary',
    settings: { fsync: 'off' },
  })
  try {
    const known = existsSync(snapshotFile) ? readFileSync(snapshotFile, 'utf8') : null
    return await diffSchema(cluster.url('postgres'), PRISMA_DIR, known)
  } finally {
    await cluster.stop()
    rmSync(parent, { recursive: true, force: true })
  }
}

/**
 * Writes the migration that takes the database from the last migration to schema.prisma:
 * `npm run migration:new -- short_name`. What Prisma's schema cannot say is added to the file by hand.
 * @returns the file, or null where there is nothing to migrate.
 */
async function newMigration(name: string): Promise<string | null> {
  const sql = await writeDifference()
  const isEmpty = sql.replaceAll(/^--.*$/gm, '').trim() === ''
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const dir = join(PRISMA_DIR, 'migrations', `${stamp}_${name}`)
  if (!isEmpty) {
    mkdirSync(dir)
    writeFileSync(join(dir, 'migration.sql'), `${sql.trim()}\n`)
  }
  copyFileSync(schemaFile, snapshotFile)
  return isEmpty ? null : join(dir, 'migration.sql')
}

const name = process.argv[2]
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Name the migration in small letters: npm run migration:new -- short_name')
  process.exit(1)
}
try {
  const file = await newMigration(name)
  console.log(file ? `Wrote ${file}: read it before you commit it.` : 'The migrations say all that schema.prisma says.')
} catch (error) {
  console.error(lastWords(error))
  process.exit(1)
}
