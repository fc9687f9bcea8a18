import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Env, parseEnv } from '#lib/env.ts'
import { ROOT_DIR } from './root-dir.ts'
import { type Secrets, loadSecrets } from './secrets.ts'
import { StartError } from './start-error.ts'

export type Settings = Env & {
  /** Absolute. */
  dataDir: string
  secrets: Secrets
}

const NO_SECRETS: Secrets = { nextAuthSecret: '', databasePassword: '', appDatabasePassword: '' }

/**
 * Reads `.env.local` and `.env` (what the environment already says wins), parses every setting, and
 * makes or reads the secrets. Call it before anything else of the program reads the environment.
 * @throws StartError naming every bad setting.
 */
export function loadSettings(nodeEnv?: Env['NODE_ENV']): Settings {
  if (nodeEnv) Object.assign(process.env, { NODE_ENV: nodeEnv })
  for (const name of ['.env.local', '.env']) {
    const file = join(ROOT_DIR, name)
    if (existsSync(file)) process.loadEnvFile(file)
  }
  let parsed: Env
  try {
    parsed = parseEnv(process.env)
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error))
  }
  const dataDir = resolve(ROOT_DIR, parsed.DATA_DIR)
  process.env.DATA_DIR = dataDir
  const needsNoFile = parsed.DATABASE_URL !== undefined && parsed.NEXTAUTH_SECRET !== undefined
  const secrets = needsNoFile ? NO_SECRETS : loadSecrets(dataDir)
  process.env.NEXTAUTH_SECRET = parsed.NEXTAUTH_SECRET ?? secrets.nextAuthSecret
  return { ...parsed, dataDir, secrets }
}

/** Tells the rest of the process the address that people use: APP_URL, or localhost and the port we got. */
export function publishAddress(settings: Settings, port: number): string {
  const url = (settings.APP_URL ?? `http://localhost:${port}`).replace(/\/+$/, '')
  Object.assign(process.env, { APP_URL: url, NEXTAUTH_URL: url, PORT: String(port) })
  return url
}
