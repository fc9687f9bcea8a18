import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ROOT_DIR } from './root-dir.ts'

/**
 * Whether this installation has a database yet: one that DATABASE_URL names, or the embedded one in
 * the data folder. Makes nothing, not even the data folder.
 */
export function hasDatabase(): boolean {
  for (const name of ['.env.local', '.env']) {
    const file = join(ROOT_DIR, name)
    if (existsSync(file)) process.loadEnvFile(file)
  }
  if (process.env.DATABASE_URL?.trim()) return true
  const dataDir = resolve(ROOT_DIR, process.env.DATA_DIR?.trim() || '.data')
  return existsSync(join(dataDir, 'database.json')) || existsSync(join(dataDir, 'postgres', 'PG_VERSION'))
}
