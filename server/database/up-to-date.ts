import { PRISMA_DIR } from '../root-dir.ts'
import { StartError } from '../start-error.ts'
import { type MigrationFile, migrate } from './migrate.ts'

/**
 * Applies the migrations that the database lacks.
 * @param before as of migrate: makes a copy of what is about to be rewritten.
 * @throws StartError with the reason where that fails.
 */
export async function migrateDatabase(
  url: string,
  before?: (pending: MigrationFile[]) => Promise<void>,
): Promise<void> {
  try {
    await migrate(url, PRISMA_DIR, before)
  } catch (error) {
    if (error instanceof StartError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`The database could not be brought up to date: ${reason}`, { cause: error })
  }
}
