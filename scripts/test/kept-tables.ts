import pg from 'pg'

export type KeptTables = {
  /** The names of the tables that hold something else than when they were kept. */
  changed(): Promise<string[]>
  /** Puts back what these tables held. Triggers and foreign keys are not asked. */
  restore(tables: string[]): Promise<void>
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * Keeps a copy of every table, so that a test can say what a call changed, and undo it, without building
 * everything anew. For small databases: each question reads them whole.
 * @param superuserUrl the same database; what is put back passes triggers and foreign keys by.
 */
export async function keepTables(pool: pg.Pool, superuserUrl: string): Promise<KeptTables> {
  const tables = await pool.query<{ name: string; columns: string }>(`
    select t.table_name as name, string_agg(quote_ident(c.column_name), ', ' order by c.ordinal_position) as columns
    from information_schema.tables t join information_schema.columns c using (table_schema, table_name)
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and t.table_name !~ '^_prisma'
      and c.is_generated = 'NEVER'
    group by t.table_name`)
  const columns = new Map(tables.rows.map((row) => [row.name, row.columns]))
  const names = [...columns.keys()]
  await pool.query('create schema kept')
  for (const name of names)
    await pool.query(`create table kept.${quoted(name)} as select ${columns.get(name)} from public.${quoted(name)}`)

  const contents = names
    .map((name) => {
      const rows = `select r::text as line from (select ${columns.get(name)} from public.${quoted(name)}) r`
      return `select '${name}' as name, (select md5(string_agg(line, e'\\n' order by line)) from (${rows}) lines) as hash`
    })
    .join(' union all ')
  const hashes = async () => {
    const { rows } = await pool.query<{ name: string; hash: string | null }>(contents)
    return new Map(rows.map(({ name, hash }) => [name, hash]))
  }
  const kept = await hashes()

  return {
    changed: async () => {
      const now = await hashes()
      return names.filter((name) => now.get(name) !== kept.get(name))
    },
    restore: async (changed) => {
      if (changed.length === 0) return
      const statements = changed.map(
        (name) => `delete from public.${quoted(name)};
          insert into public.${quoted(name)} (${columns.get(name)}) select * from kept.${quoted(name)};`,
      )
      // A replica does what it is told: no trigger runs, and the order of the tables does not matter.
      const superuser = new pg.Client({ connectionString: superuserUrl })
      await superuser.connect()
      await superuser
        .query(`begin; set local session_replication_role = replica; ${statements.join('\n')} commit`)
        .finally(() => superuser.end())
    },
  }
}
