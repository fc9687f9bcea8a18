import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { AppError } from '#lib/errors.ts'
import { hasCode } from '../start-error.ts'
import { DamagedError, FRAME, readFrames } from './frames.ts'
import { FORMAT, type Header, type Manifest, type TableEnd, headerSchema, tableEndSchema } from './manifest.ts'

/** Opened while the file is read: its rows must be consumed before what comes after them. */
export type BackupReader = {
  header: Header
  /** The rows of the next table of the header, then what its end says. */
  nextTable(): { rows: AsyncGenerator<Buffer>; end: () => TableEnd }
  /** Reads what is left. @throws AppError where more, or less, is left than the end of a backup. */
  finish(): Promise<void>
}

/** The unzipped bytes; whatever goes wrong below is thrown to whoever reads them. */
async function* unzipped(file: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip()
  const source = createReadStream(file)
  source.on('error', (error) => gunzip.destroy(error))
  source.pipe(gunzip)
  try {
    yield* gunzip as AsyncIterable<Buffer>
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

function parsed<T>(schema: { parse(value: unknown): T }, payload: Buffer): T {
  try {
    return schema.parse(JSON.parse(payload.toString('utf8')))
  } catch (cause) {
    throw new DamagedError('it holds something unknown', { cause })
  }
}

function readHeader(payload: Buffer): Header {
  const { format } = JSON.parse(payload.toString('utf8')) as { format?: unknown }
  if (typeof format === 'number' && format > FORMAT) {
    throw new AppError('invalid', 'This backup was written by a newer Colloquium: restore it with that version.')
  }
  return parsed(headerSchema, payload)
}

/** What to tell of a file that cannot be read as a backup; other errors are returned as they are. */
function sentence(error: unknown, file: string, hasBegun: boolean): unknown {
  if (hasCode(error, 'ENOENT')) return new AppError('not_found', `${file} cannot be read: there is no such file.`)
  if (hasCode(error, 'EISDIR')) return new AppError('invalid', `${file} cannot be read: it is a folder.`)
  if (hasCode(error, 'EACCES')) return new AppError('invalid', `${file} cannot be read: this user may not.`)
  const damaged = (why: string) =>
    new AppError('invalid', `${file} is damaged (${why}); nothing was restored from it.`, { cause: error })
  if (!hasBegun && (error instanceof DamagedError || error instanceof SyntaxError || hasCode(error, 'Z_DATA_ERROR')))
    return new AppError('invalid', `${file} is no backup of Colloquium.`, { cause: error })
  if (hasCode(error, 'Z_BUF_ERROR')) return damaged('it is cut off')
  if (hasCode(error, 'Z_DATA_ERROR')) return damaged('it was altered')
  if (error instanceof DamagedError) return damaged(error.message)
  return error
}

/**
 * Reads a backup from its beginning to its end: `use` takes table after table. Everything is checked as
 * it passes: the order of the tables, each one's checksum and count, that of the whole.
 * @throws AppError in a sentence where the file is no backup, or not whole; what `use` throws.
 */
export async function readBackup<T>(file: string, use: (reader: BackupReader) => Promise<T>): Promise<T> {
  const frames = readFrames(unzipped(file))
  let hasBegun = false
  try {
    const first = await frames.next()
    if (first.done || first.value.type !== FRAME.header) throw new DamagedError('it has no beginning')
    const header = readHeader(first.value.payload)
    hasBegun = true
    let index = 0

    function nextTable() {
      let found: TableEnd | undefined
      const expected = header.tables[index++]?.name
      async function* rows(): AsyncGenerator<Buffer> {
        const hash = createHash('sha256')
        for (;;) {
          const { value, done } = await frames.next()
          if (done || value.type === FRAME.header) throw new DamagedError('a table is missing')
          if (value.type === FRAME.data) {
            hash.update(value.payload)
            yield value.payload
            continue
          }
          found = parsed(tableEndSchema, value.payload)
          if (found.name !== expected) throw new DamagedError('a table is missing')
          if (found.sha256 !== hash.digest('hex')) {
            throw new DamagedError(`the checksum of the table ${found.name} is wrong`)
          }
          return
        }
      }
      const end = () => {
        if (!found) throw new Error('The rows of this table have not been read.')
        return found
      }
      return { rows: rows(), end }
    }

    async function finish() {
      if (index !== header.tables.length || !(await frames.next()).done) throw new DamagedError('a table is missing')
    }
    return await use({ header, nextTable, finish })
  } catch (error) {
    throw sentence(error, file, hasBegun)
  } finally {
    await frames.return(undefined)
  }
}

/** Reads a backup through, and checks it, without a database. @throws AppError where it is not whole. */
export function verifyBackup(file: string): Promise<Manifest> {
  return readBackup(file, async ({ header, nextTable, finish }) => {
    const tables: TableEnd[] = []
    for (let left = header.tables.length; left > 0; left--) {
      const { rows, end } = nextTable()
      for await (const _ of rows);
      tables.push(end())
    }
    await finish()
    return { header, tables }
  })
}
