import pg from 'pg'

/** So that every value is written, and read, in exactly one way. */
const SETTINGS = {
  client_encoding: 'UTF8',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  extra_float_digits: '3',
  bytea_output: 'hex',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
}

/**
 * Runs `work` in one transaction on a connection of its own.
 * @param mode of the transaction, as in `begin …`.
 * @param signal aborted: the connection is cut, whatever it is doing, and nothing has happened.
 */
export async function inTransaction<T>(
  url: string,
  mode: string,
  work: (client: pg.Client) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted()
  const client = new pg.Client({ connectionString: url, keepAlive: true })
  client.on('error', () => undefined)
  const cut = () => void client.end().catch(() => undefined)
  await client.connect()
  signal?.addEventListener('abort', cut)
  try {
    await client.query(`begin ${mode}`)
    for (const [name, value] of Object.entries(SETTINGS)) await client.query(`set local ${name} = '${value}'`)
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    signal?.removeEventListener('abort', cut)
    await client.end().catch(() => undefined)
  }
}
