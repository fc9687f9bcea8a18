import { type Duplex, Readable } from 'node:stream'
import type pg from 'pg'

type Incoming = { chunk: Buffer }

/** pg's connection with what its types leave out. */
type Connection = pg.Connection & {
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}

/** Resolves when the stream takes more, or will never take anything again. */
function untilDrained(stream: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done)
      stream.off('close', done)
      resolve()
    }
    stream.on('drain', done)
    stream.on('close', done)
  })
}

const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))

/**
 * COPY … TO STDOUT as a stream of rows in PostgreSQL's text format. pg leaves the protocol's messages to
 * the statement that is under way, so that it needs no library beside it. Reads no faster than is consumed.
 */
export function copyOut(client: pg.Client, sql: string): Readable {
  let connection: pg.Connection | undefined
  const rows = new Readable({
    // One row is one object.
    objectMode: true,
    highWaterMark: 64,
    read: () => void connection?.stream.resume(),
    destroy(error, done) {
      connection?.stream.resume()
      done(error)
    },
  })
  client.query({
    submit(opened: pg.Connection) {
      connection = opened
      opened.query(sql)
    },
    handleCopyData({ chunk }: Incoming) {
      // A copy: pg uses the buffer beneath it again.
      if (!rows.destroyed && !rows.push(Buffer.from(chunk))) connection?.stream.pause()
    },
    handleCommandComplete: () => undefined,
    handleError: (error: unknown) => void rows.destroy(toError(error)),
    handleReadyForQuery() {
      // Nobody reads any more, and the next statement's answer is to come.
      connection?.stream.resume()
      if (!rows.destroyed) rows.push(null)
    },
  })
  return rows
}

/**
 * COPY … FROM STDIN of rows in PostgreSQL's text format, cut anywhere.
 * @returns how many rows were taken.
 * @throws what the database or `chunks` throws.
 */
export function copyIn(client: pg.Client, sql: string, chunks: AsyncIterable<Buffer>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  let failure: Error | null = null
  let taken = 0

  async function send(connection: Connection): Promise<void> {
    const { stream } = connection
    try {
      for await (const chunk of chunks) {
        if (failure || stream.destroyed) return
        connection.sendCopyFromChunk(chunk)
        if (stream.writableNeedDrain) await untilDrained(stream)
      }
      if (!failure) connection.endCopyFrom()
    } catch (error) {
      failure ??= toError(error)
      connection.sendCopyFail('given up')
    }
  }

  client.query({
    submit: (connection: pg.Connection) => void connection.query(sql),
    handleCopyInResponse: (connection: Connection) => void send(connection),
    handleCommandComplete({ text }: { text: string }) {
      taken = Number(/^COPY (\d+)$/.exec(text)?.[1] ?? 0)
    },
    handleError(error: unknown) {
      failure ??= toError(error)
      reject(failure)
    },
    handleReadyForQuery: () => (failure ? reject(failure) : resolve(taken)),
  })
  return promise
}
