import { PRISMA_DIR } from '../root-dir.ts'
import { StartError } from '../start-error.ts'
import { migrate } from './migrate.ts'

/**
 * Applies the migrations that the database lacks.
 * @throws StartError with the reason where that fails.
 */
export async function migrateDatabase(url: string): Promise<void> {
  try {
    await migrate(url, PRISMA_DIR)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`The database could not be brought up to date: ${reason}`, { cause: error })
  }
}
