import { resolve } from 'node:path'
import type { Command } from 'commander'
import { isAppError } from '#lib/errors.ts'
import { type Written, writeBackup } from '#server/backup/write-backup.ts'
import { readMigrationFiles } from '#server/database/migrate.ts'
import { PRISMA_DIR } from '#server/root-dir.ts'
import { withDatabase } from '#server/with-database.ts'
import { showTables } from '../show-progress.ts'

/** Writes a backup of the database of DATABASE_URL. @throws AppError. */
async function runBackup(file: string, signal: AbortSignal): Promise<Written> {
  const migrations = await readMigrationFiles(PRISMA_DIR)
  const options = { migrations, report: showTables(process.stderr, 'Writing'), signal }
  return writeBackup(process.env.DATABASE_URL ?? '', resolve(file), options).catch((error: unknown) => {
    if (isAppError(error) || signal.aborted) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`The backup was not finished, and ${file} not written: ${why}`, { cause: error })
  })
}

/** Adds `backup`: everything in one file. */
export function registerBackup(program: Command): void {
  program
    .command('backup')
    .description(
      'write everything (lists, notes, images, people) into one file, as of one moment, while the server runs; the secrets are not in it',
    )
    .argument('<file>', 'a new file; only you may read it')
    .action(async (file: string) => {
      const { tables, leftOut } = await withDatabase((_, signal) => runBackup(file, signal))
      if (leftOut.length > 0) console.error(`Left out, for they are not Colloquium's: ${leftOut.join(', ')}.`)
      const rows = tables.reduce((sum, table) => sum + table.rows, 0)
      console.log(
        `Wrote ${rows} rows of ${tables.length} tables to ${file}. It holds no secrets: keep secrets.json of the data folder, or NEXTAUTH_SECRET, beside it if links that were sent should stay valid.`,
      )
    })
}
