import pg from 'pg'

export type Statement = { sql: string; params: (string | null)[] }

const MARK = '@@entry@@'
/** What is no question of a page: transactions, settings, the pool's own checks. */
const NOT_COUNTED =
  /^(begin|commit|rollback|alter system|select pg_reload_conf|set |discard|listen|notify|select pg_notify|select 1\b|select 'mark)/i

/** Server settings under which entries of the log can be told apart. */
export const READABLE_LOG = { log_line_prefix: MARK }

/** "Parameters: $1 = 'it''s', $2 = NULL" as a list. */
function readParams(detail: string | undefined): (string | null)[] {
  const found = (detail ?? '').matchAll(/\$\d+ = (?:'((?:[^']|'')*)'|NULL)/g)
  return [...found].map((match) => (match[1] === undefined ? null : match[1].replaceAll("''", "'")))
}

/** Reads from PostgreSQL's own log what was asked between two moments. */
export class StatementLog {
  #text = ''
  #marks = 0
  readonly #url: string
  #client: pg.Client

  /** @param superuserUrl where settings can be changed. */
  constructor(superuserUrl: string) {
    this.#url = superuserUrl
    this.#client = new pg.Client({ connectionString: superuserUrl })
  }

  readonly append = (text: string): void => {
    this.#text += text
  }

  /** From now on every statement is in the log, until it is closed. */
  async open(): Promise<void> {
    this.#client = new pg.Client({ connectionString: this.#url })
    await this.#client.connect()
    await this.#logging('all')
  }

  async close(): Promise<void> {
    await this.#logging('none')
    await this.#client.end()
  }

  async #logging(value: 'all' | 'none'): Promise<void> {
    await this.#client.query(`alter system set log_statement = '${value}'`)
    await this.#client.query('select pg_reload_conf()')
    // Each connection reads its settings again before its next statement.
    await new Promise((done) => setTimeout(done, 500))
  }

  /** Everything that was asked until now has come through the pipe when this resolves. */
  async #settle(): Promise<void> {
    const mark = `mark-${(this.#marks += 1)}`
    await this.#client.query(`select '${mark}'`)
    while (!this.#text.includes(mark)) await new Promise((done) => setTimeout(done, 2))
  }

  /** The statements, with their parameters, that were asked while `act` ran. */
  async during(act: () => Promise<unknown>): Promise<Statement[]> {
    await this.#settle()
    this.#text = ''
    await act()
    await this.#settle()
    const entries = this.#text.split(MARK)
    return entries.flatMap((entry, at): Statement[] => {
      const sql = /^LOG: {2}(?:execute [^:]*|statement): ([\s\S]*)$/.exec(entry)?.[1]?.trim()
      if (sql === undefined || NOT_COUNTED.test(sql)) return []
      const next = entries[at + 1] ?? ''
      return [{ sql, params: readParams(next.startsWith('DETAIL:') ? next : undefined) }]
    })
  }
}
