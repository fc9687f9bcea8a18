import pg from 'pg'
import { StartError, hasCode } from '../start-error.ts'

/** host:port/database of a connection string: what may be printed of it. */
export function describeUrl(url: URL): string {
  return `${url.hostname}${url.port ? `:${url.port}` : ''}${url.pathname}`
}

function parseUrl(connectionString: string): URL {
  try {
    const url = new URL(connectionString)
    if (url.protocol === 'postgres:' || url.protocol === 'postgresql:') return url
  } catch {
    // Below.
  }
  throw new StartError(
    'DATABASE_URL is not a PostgreSQL address: it should look like postgresql://user:password@host:5432/database.',
  )
}

function sentence(error: unknown, url: URL): string {
  const where = describeUrl(url)
  if (hasCode(error, 'ECONNREFUSED'))
    return `No PostgreSQL answers at ${where} (DATABASE_URL): the connection was refused.`
  if (hasCode(error, 'ENOTFOUND', 'EAI_AGAIN')) return `The host ${url.hostname} of DATABASE_URL is not known.`
  if (hasCode(error, '28P01', '28000')) return `PostgreSQL at ${where} refuses the user or password in DATABASE_URL.`
  if (hasCode(error, '3D000'))
    return `PostgreSQL at ${url.host} has no database "${url.pathname.slice(1)}": create it, or correct DATABASE_URL.`
  const reason = error instanceof Error && error.message ? error.message : String(error)
  return `The database at ${where} (DATABASE_URL) cannot be used: ${reason.replace(/\.?$/, '.')}`
}

/**
 * Connects once, so that a wrong DATABASE_URL is told in one sentence instead of failing later.
 * @throws StartError saying what is wrong with it; never the password.
 */
export async function checkDatabase(connectionString: string): Promise<void> {
  const url = parseUrl(connectionString)
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
  } catch (error) {
    throw new StartError(sentence(error, url), { cause: error })
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Makes the database `name` in the cluster of `adminUrl` where it is missing. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
