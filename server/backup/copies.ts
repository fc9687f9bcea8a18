import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PRISMA_DIR } from '../root-dir.ts'
import { StartError } from '../start-error.ts'
import { readMigrationFiles } from '../database/migrate.ts'
import type { MigrationFile } from '../database/migrate.ts'
import { rewritesData } from '../database/rewrites-data.ts'
import { writeBackup } from './write-backup.ts'

/** How many are kept: the one before this migration, and the one before that. */
const KEPT = 2
const COPY = /^\d{4}-\d\d-\d\dT\d{6}Z-before-[\w.-]+\.backup$/

function removeOld(folder: string): void {
  const copies = readdirSync(folder).filter((name) => COPY.test(name))
  for (const name of copies.toSorted().slice(0, -KEPT)) rmSync(join(folder, name))
}

/**
 * Makes a copy of the database in `folder` where one of the migrations that are about to be applied
 * rewrites data, and says where it is. The last two are kept.
 * @throws StartError where it cannot be written: then nothing is migrated.
 */
export async function copyBefore(url: string, folder: string, pending: readonly MigrationFile[]): Promise<void> {
  const first = pending.find(rewritesData)
  if (!first) return
  const stamp = new Date()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '')
  const file = join(folder, `${stamp}-before-${first.name}.backup`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    await writeBackup(url, file, { migrations: await readMigrationFiles(PRISMA_DIR) })
    removeOld(folder)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new StartError(
      `No copy could be made before data is rewritten, so nothing was changed: ${why} Mend that, or start with "npm start -- --backed-up" if you have a backup of your own.`,
      { cause },
    )
  }
  console.error(
    `Data is about to be rewritten (${first.name}). A copy of before is in ${file}: to go back, install the version that you had and run "npx colloquium restore" with that file into a new DATA_DIR or an empty database.`,
  )
}
