import pg from 'pg'
import type { MigrationFile } from '../database/migrate.ts'
import type { Header } from './manifest.ts'

const NOT_OF_AN_EXTENSION = `not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`
const OURS = `c.relnamespace = current_schema()::regnamespace and ${NOT_OF_AN_EXTENSION}`

export type Table = {
  name: string
  /** Without generated ones. */
  columns: string[]
  /** What its rows are ordered by: a key, so that the same rows are always the same text. Empty: the whole row. */
  key: string[]
}

const TABLES = `
  select c.relname as name,
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
      and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
    coalesce((
      select array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality k(attnum, at)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum order by k.at)
      from pg_index i where i.indrelid = c.oid and i.indisunique and i.indpred is null and i.indexprs is null
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = any(i.indkey) and not a.attnotnull)
      order by i.indisprimary desc, i.indexrelid limit 1), '{}') as key
  from pg_class c where c.relkind = 'r' and ${OURS} order by c.relname collate "C"`

/** The tables of the database's schema, by name. */
export async function readTables(client: pg.Client): Promise<Table[]> {
  return (await client.query<Table>(TABLES)).rows
}

/** Whether the database has nothing of its own: no table, view, sequence. */
export async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and ${OURS} limit 1`,
  )
  return rowCount === 0
}

export async function readSequences(client: pg.Client): Promise<Header['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relkind = 'S' and ${OURS} order by c.relname collate "C"`,
  )
  const sequences: Header['sequences'] = []
  for (const { name } of rows) {
    const sql = `select last_value::text as value, is_called as "isCalled" from ${pg.escapeIdentifier(name)}`
    const found = await client.query<{ value: string; isCalled: boolean }>(sql)
    for (const { value, isCalled } of found.rows) sequences.push({ name, value, isCalled })
  }
  return sequences
}

/** The migrations that the database has, in their order. */
export async function readApplied(client: pg.Client): Promise<Header['migrations']> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from _prisma_migrations
     where finished_at is not null and rolled_back_at is null order by migration_name collate "C"`,
  )
  return rows
}

const MAKES_TABLE = /\b(?:create\s+table\s+(?:if\s+not\s+exists\s+)?|rename\s+to\s+)("[^"]+"|\w+)/gi

/** The names of the tables that the migrations make: others in the same database are not ours to write. */
export function tablesOf(migrations: readonly MigrationFile[]): Set<string> {
  const named = migrations.flatMap(({ sql }) => [...sql.matchAll(MAKES_TABLE)].map((match) => match[1] ?? ''))
  return new Set([...named.map((name) => name.replaceAll('"', '')), '_prisma_migrations'])
}
