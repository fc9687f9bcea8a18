import pg from 'pg'

export type Statement = { sql: string; params: (string | null)[] }

const MARK = '@@entry@@'

/** Server settings under which `captureSql` can read what a page asked. */
export const CAPTURE_SETTINGS = { log_line_prefix: MARK }

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
 * asks, read from the database's own log. `log.text` grows with it.
 */
export async function captureSql(
  databaseUrl: string,
  log: { text: string },
  act: () => Promise<void>,
): Promise<Statement[]> {
  await setLogging(databaseUrl, 'all')
  const from = log.text.length
  await act()
  await setLogging(databaseUrl, 'none')
  const entries = log.text.slice(from).split(MARK)
  return entries.flatMap((entry, index): Statement[] => {
    const sql = /^LOG: {2}(?:execute [^:]*|statement): ([\s\S]*)$/.exec(entry)?.[1]?.trim()
    if (!sql) return []
    if (/^(begin|commit|rollback|alter system|select pg_reload_conf|set |discard|listen|select 1\b)/i.test(sql))
      return []
    const next = entries[index + 1] ?? ''
    return [{ sql, params: readParams(next.startsWith('DETAIL:') ? next : undefined) }]
  })
}
