import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Manifest } from '#server/backup/manifest.ts'
import { verifyBackup } from '#server/backup/read-backup.ts'
import { restoreBackup } from '#server/backup/restore-backup.ts'
import { readMigrationFiles } from '#server/database/migrate.ts'
import { migrateDatabase } from '#server/database/up-to-date.ts'
import { PRISMA_DIR } from '#server/root-dir.ts'
import { withDatabase } from '#server/with-database.ts'
import { showTables } from '../show-progress.ts'

/** Restores a verified backup into the empty database of DATABASE_URL, and brings it up to date. @throws AppError. */
async function runRestore(file: string, signal: AbortSignal): Promise<Manifest> {
  const url = process.env.DATABASE_URL ?? ''
  const migrations = await readMigrationFiles(PRISMA_DIR)
  const report = showTables(process.stderr, 'Restoring')
  const restored = await restoreBackup(url, resolve(file), { migrations, isVerified: true, report, signal })
  await migrateDatabase(url)
  return restored
}

/** Adds `restore`: a backup into nothing. */
export function registerRestore(program: Command): void {
  program
    .command('restore')
    .description(
      'make an empty folder (DATA_DIR) or database (DATABASE_URL) the same as a backup, or leave it as it is',
    )
    .argument('<file>', 'what "backup" wrote, or a copy from the data folder')
    .action(async (file: string) => {
      // Before an empty database is made for it.
      await verifyBackup(resolve(file))
      const restore = (_: unknown, signal: AbortSignal) => runRestore(file, signal)
      const { header, tables } = await withDatabase(restore, { isMigrated: false })
      const rows = tables.reduce((sum, table) => sum + table.rows, 0)
      console.log(`Restored ${rows} rows of ${tables.length} tables, as they were at ${header.at}.`)
    })
}
