import pg from 'pg'
import { AppError } from '#lib/errors.ts'
import { MIGRATION_LOCK, type MigrationFile } from '../database/migrate.ts'
import { isEmpty, readTables } from './catalog.ts'
import { copyIn } from './copy.ts'
import type { Header, Manifest, ReportTables } from './manifest.ts'
import { readBackup, verifyBackup } from './read-backup.ts'
import { inTransaction } from './session.ts'

/** As `prisma migrate` makes it. */
const MIGRATIONS_TABLE = `
  create table _prisma_migrations (
    id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
    migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
    started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

const name = (identifier: string) => pg.escapeIdentifier(identifier)

/** The migrations that the backup's database had, from our own files. @throws AppError where we lack one, or have another. */
function migrationsOf(header: Header, known: readonly MigrationFile[]): MigrationFile[] {
  const wanted = new Map(header.migrations.map((migration) => [migration.name, migration.checksum]))
  const found = known.filter((migration) => wanted.get(migration.name) === migration.checksum)
  const ours = new Set(found.map((migration) => migration.name))
  const missing = header.migrations.find((migration) => !ours.has(migration.name))
  if (missing) {
    throw new AppError(
      'invalid',
      `This backup is of a newer or another Colloquium, with the migration ${missing.name}: restore it with that version.`,
    )
  }
  return found
}

type Constraint = { table: string; name: string; definition: string }

/** Takes the foreign keys away, for rows come table by table; the result puts them back, and so checks every row. */
async function dropForeignKeys(client: pg.Client): Promise<Constraint[]> {
  const { rows } = await client.query<Constraint>(
    `select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and k.connamespace = current_schema()::regnamespace order by 1, 2`,
  )
  for (const key of rows) await client.query(`alter table ${name(key.table)} drop constraint ${name(key.name)}`)
  return rows
}

/** Makes the schema as it was, empty. */
async function makeSchema(client: pg.Client, header: Header, known: readonly MigrationFile[]): Promise<void> {
  const migrations = migrationsOf(header, known)
  for (const { sql } of migrations) await client.query(sql)
  await client.query(MIGRATIONS_TABLE)
  const there = new Map((await readTables(client)).map((table) => [table.name, new Set(table.columns)]))
  for (const table of header.tables) {
    const columns = there.get(table.name)
    if (!columns || table.columns.some((column) => !columns.has(column)))
      throw new AppError('invalid', `This backup holds a table ${table.name} that its migrations do not make.`)
  }
}

/** Fills one table. @throws AppError where not every row arrived. */
async function fillTable(
  client: pg.Client,
  table: Header['tables'][number],
  source: { rows: AsyncGenerator<Buffer>; end: () => Manifest['tables'][number] },
): Promise<Manifest['tables'][number]> {
  const columns = table.columns.map(name).join(', ')
  const taken = await copyIn(client, `copy ${name(table.name)} (${columns}) from stdin`, source.rows)
  const end = source.end()
  if (taken !== end.rows)
    throw new AppError('invalid', `Of ${end.rows} rows of ${table.name} the database took ${taken}.`)
  return end
}

async function fill(client: pg.Client, file: string, options: RestoreOptions): Promise<Manifest> {
  await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
  if (!(await isEmpty(client))) {
    throw new AppError(
      'conflict',
      'This database is not empty: restore into an empty one, or into a new folder (DATA_DIR=…).',
    )
  }
  return readBackup(file, async ({ header, nextTable, finish }) => {
    await makeSchema(client, header, options.migrations)
    const keys = await dropForeignKeys(client)
    // What the triggers once did is among the rows.
    for (const table of header.tables) await client.query(`alter table ${name(table.name)} disable trigger user`)
    const tables: Manifest['tables'] = []
    let bytes = 0
    for (const table of header.tables) {
      const end = await fillTable(client, table, nextTable())
      tables.push(end)
      bytes += end.bytes
      options.report?.({ table: end.name, done: tables.length, total: header.tables.length, bytes })
    }
    await finish()
    for (const { name: sequence, value, isCalled } of header.sequences)
      await client.query('select setval($1::regclass, $2::bigint, $3)', [name(sequence), value, isCalled])
    for (const table of header.tables) await client.query(`alter table ${name(table.name)} enable trigger user`)
    for (const key of keys)
      await client.query(`alter table ${name(key.table)} add constraint ${name(key.name)} ${key.definition}`)
    return { header, tables }
  })
}

export type RestoreOptions = {
  /** All that the program knows. */
  migrations: readonly MigrationFile[]
  /** The file has just been read through by verifyBackup. */
  isVerified?: boolean
  report?: ReportTables
  signal?: AbortSignal
}

/**
 * Makes an empty database the same as the one that was written to `file`, at its migrations: the caller
 * brings it up to date. All or nothing: the file is read through and checked first, then everything
 * happens in one transaction. Needs no more than to own the database.
 * @throws AppError where the file is no whole backup, is newer than we are, or the database is not empty.
 */
export async function restoreBackup(url: string, file: string, options: RestoreOptions): Promise<Manifest> {
  if (!options.isVerified) await verifyBackup(file)
  const restored = await inTransaction(url, '', (client) => fill(client, file, options), options.signal)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // Else its first searches are planned as if it were empty.
  await client.query('analyze').finally(() => client.end())
  return restored
}
