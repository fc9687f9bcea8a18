import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

export type Statement = { sql: string; params: (string | null)[] }

/** Server settings under which `captureSql` can read what a page asked. */
export const CAPTURE_SETTINGS = {
  logging_collector: 'on',
  log_destination: 'jsonlog',
  log_min_messages: 'log',
  log_directory: 'log',
}

async function setLogging(databaseUrl: string, value: 'all' | 'none'): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`alter system set log_statement = '${value}'`)
  await client.query('select pg_reload_conf()')
  await client.end()
  await new Promise((done) => setTimeout(done, 500))
}

/** "Parameters: $1 = 'it''s', $2 = NULL" as a list. */
function readParams(detail: string | undefined): (string | null)[] {
  const found = (detail ?? '').matchAll(/\$\d+ = (?:'((?:[^']|'')*)'|NULL)/g)
  return [...found].map((match) => (match[1] === undefined ? null : match[1].replaceAll("''", "'")))
}

/**
 * The statements, with their parameters, that PostgreSQL was asked while `act` ran: what a page really
 * asks, read from the database's own log.
 */
export async function captureSql(databaseUrl: string, dataDir: string, act: () => Promise<void>): Promise<Statement[]> {
  await setLogging(databaseUrl, 'all')
  const since = new Date()
  await act()
  await setLogging(databaseUrl, 'none')
  const dir = join(dataDir, 'log')
  const lines = readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => readFileSync(join(dir, name), 'utf8').split('\n'))
  type Entry = { timestamp: string; message?: string; detail?: string; dbname?: string; application_name?: string }
  const entries = lines.filter(Boolean).map((line) => JSON.parse(line) as Entry)
  return entries.flatMap((entry): Statement[] => {
    const sql = /^(?:execute [^:]*|statement): ([\s\S]*)$/.exec(entry.message ?? '')?.[1]
    if (!sql || new Date(entry.timestamp.replace(' ', 'T').replace(/ (\w+)$/, 'Z')) < since) return []
    if (/^(begin|commit|rollback|alter system|select pg_reload_conf|set |discard|listen|select 1\b)/i.test(sql))
      return []
    return [{ sql, params: readParams(entry.detail) }]
  })
}
