import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError, hasCode } from './start-error.ts'

export type Secrets = {
  /** Signs what next-auth signs. */
  nextAuthSecret: string
  /** Of the embedded database's superuser. */
  databasePassword: string
  /** Of the ordinary role that the app uses the embedded database as. */
  appDatabasePassword: string
}

function readSecrets(file: string): Partial<Secrets> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    // ENOTDIR: making the folder, below, says what is wrong.
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return {}
    if (hasCode(error, 'EACCES', 'EPERM')) throw new StartError(`This user may not read the secrets in ${file}.`)
    throw error
  }
  try {
    return JSON.parse(text) as Partial<Secrets>
  } catch {
    throw new StartError(`The secrets in ${file} are not valid JSON: restore the file from a backup.`)
  }
}

/**
 * The installation's secrets, made on the first start and kept in the data folder, readable by its
 * owner only. Written to a second file and renamed, so that a crash leaves the old or the new whole.
 * @throws StartError where the folder cannot be made or written.
 */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  const kept = readSecrets(file)
  const secrets: Secrets = {
    nextAuthSecret: kept.nextAuthSecret ?? randomBytes(32).toString('base64url'),
    databasePassword: kept.databasePassword ?? randomBytes(24).toString('base64url'),
    appDatabasePassword: kept.appDatabasePassword ?? randomBytes(24).toString('base64url'),
  }
  if (kept.nextAuthSecret && kept.databasePassword && kept.appDatabasePassword) return secrets
  try {
    mkdirSync(dataDir, { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
    chmodSync(draft, 0o600)
    renameSync(draft, file)
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      throw new StartError(
        `The data folder ${dataDir} cannot be written (${String(error.code)}): set DATA_DIR to one that can.`,
      )
    }
    throw error
  }
  return secrets
}
