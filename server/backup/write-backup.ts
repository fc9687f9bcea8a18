import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { AppError } from '#lib/errors.ts'
import type { MigrationFile } from '../database/migrate.ts'
import { type Table, readApplied, readSequences, readTables, tablesOf } from './catalog.ts'
import { copyOut } from './copy.ts'
import { FRAME, frame, jsonFrame } from './frames.ts'
import { FORMAT, type Header, type Manifest, type ReportTables, type TableEnd } from './manifest.ts'
import { inTransaction } from './session.ts'

/** Rows are put together to frames of about so many bytes. */
const CHUNK = 256 * 1024

const name = (identifier: string) => pg.escapeIdentifier(identifier)

function selectRows({ name: table, columns, key }: Table): string {
  const order = key.length > 0 ? key.map(name).join(', ') : 't::text'
  return `copy (select ${columns.map(name).join(', ')} from ${name(table)} t order by ${order}) to stdout`
}

/** One table's frames; its rows are counted and hashed as they pass. */
async function* writeTable(client: pg.Client, table: Table, onEnd: (end: TableEnd) => void): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let [rows, bytes, waiting] = [0, 0, 0]
  let parts: Buffer[] = []
  // PostgreSQL sends each row as one message.
  for await (const row of copyOut(client, selectRows(table)) as AsyncIterable<Buffer>) {
    rows += 1
    bytes += row.length
    hash.update(row)
    parts.push(row)
    waiting += row.length
    if (waiting < CHUNK) continue
    yield frame(FRAME.data, Buffer.concat(parts))
    parts = []
    waiting = 0
  }
  if (waiting > 0) yield frame(FRAME.data, Buffer.concat(parts))
  const end = { name: table.name, rows, bytes, sha256: hash.digest('hex') }
  onEnd(end)
  yield jsonFrame(FRAME.tableEnd, end)
}

async function* writeFrames(
  client: pg.Client,
  header: Header,
  tables: readonly Table[],
  onEnd: (end: TableEnd) => void,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  const hashed = (bytes: Buffer) => {
    hash.update(bytes)
    return bytes
  }
  yield hashed(jsonFrame(FRAME.header, header))
  for (const table of tables) for await (const bytes of writeTable(client, table, onEnd)) yield hashed(bytes)
  yield jsonFrame(FRAME.end, { sha256: hash.digest('hex') })
}

export type BackupOptions = {
  /** All that the program knows: whose tables are ours. */
  migrations: readonly MigrationFile[]
  report?: ReportTables
  signal?: AbortSignal
}

/** A backup, and the names of tables in the same schema that are not ours and were left out. */
export type Written = Manifest & { leftOut: string[] }

async function writeInto(file: string, url: string, options: BackupOptions): Promise<Written> {
  const { report, signal, migrations } = options
  return inTransaction(
    url,
    'isolation level repeatable read, read only',
    async (client) => {
      const ours = tablesOf(migrations)
      const all = await readTables(client)
      const tables = all.filter((table) => ours.has(table.name))
      const header: Header = {
        colloquium: 'backup',
        format: FORMAT,
        at: new Date().toISOString(),
        migrations: await readApplied(client),
        tables: tables.map((table) => ({ name: table.name, columns: table.columns })),
        sequences: await readSequences(client),
      }
      const ends: TableEnd[] = []
      let bytes = 0
      const onEnd = (end: TableEnd) => {
        ends.push(end)
        bytes += end.bytes
        report?.({ table: end.name, done: ends.length, total: tables.length, bytes })
      }
      const frames = Readable.from(writeFrames(client, header, tables, onEnd))
      // On disk before it gets its name.
      const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })
      await pipeline(frames, createGzip({ level: 3 }), target, signal ? { signal } : {})
      return { header, tables: ends, leftOut: all.filter((table) => !ours.has(table.name)).map((table) => table.name) }
    },
    signal,
  )
}

/**
 * Writes everything that the database holds into `file`, as of one moment, while others go on working.
 * The file is there when it is whole and on disk, readable by its owner only.
 * @throws AppError conflict where there is such a file, invalid where it cannot be written; what the database throws.
 */
export async function writeBackup(url: string, file: string, options: BackupOptions): Promise<Written> {
  if (existsSync(file)) throw new AppError('conflict', `${file} is there already: name another file.`)
  const draft = `${file}.${process.pid}.partial`
  const unwritable = (cause: unknown) => {
    if (!(cause instanceof Error && 'syscall' in cause && 'path' in cause) && !isFull(cause)) return cause
    return new AppError('invalid', `${file} cannot be written: ${(cause as Error).message}.`, { cause })
  }
  try {
    const written = await writeInto(draft, url, options)
    await rename(draft, file)
    return written
  } catch (error) {
    await rm(draft, { force: true })
    throw unwritable(error)
  }
}

const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'].includes(String(error.code))
