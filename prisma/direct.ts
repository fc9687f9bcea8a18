import type { Sql } from '@prisma/client/runtime/client'
import { databasePool } from './client.ts'

/** What the driver says where the connection itself failed; with Prisma between, Prisma would say it. */
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'])

/**
 * The rows of a statement that every request asks, straight from the driver: Prisma takes a third of a millisecond for
 * each, and more for many columns. Values are as node-postgres gives them: timestamps without a zone are not to be
 * trusted, numeric and bigint are texts.
 * @throws Error with SQLSTATE 08006 where the connection failed.
 */
export async function directRows<T>(sql: Sql): Promise<T[]> {
  try {
    const { rows } = await databasePool().query({ text: sql.text, values: sql.values })
    return rows as T[]
  } catch (cause) {
    if (cause instanceof Error && NETWORK.has(String((cause as { code?: unknown }).code)))
      throw Object.assign(new Error('The connection to the database failed.', { cause }), { code: '08006' })
    throw cause
  }
}
