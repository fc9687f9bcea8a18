import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.ts'

export { Prisma } from './generated/client.ts'

/** A client outside or inside a transaction: what queries and commands run on. */
export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$use' | '$extends'>

type Connected = { client: PrismaClient; pool: pg.Pool }

// One client per process: the server and Next's bundle hold a copy of this module each.
const holder = globalThis as { colloquiumPrisma?: Connected }

function connect(): Connected {
  const connectionString = process.env.DATABASE_URL
  if (!connectionString) throw new Error('DATABASE_URL is not set: the database is opened before the client.')
  const max = Number(process.env.DATABASE_POOL ?? 10)
  // A database that is away is told as soon as that is clear; one that hangs, in 20 s.
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: 20_000 })
  // A connection that ends while nobody uses it: the pool opens another.
  pool.on('error', () => undefined)
  // One that ends in the middle of a transaction, between two statements, would end the process: the next statement fails by itself.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const client = new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: true }),
    // Two seconds, Prisma's own patience, pass on a busy machine before a connection is opened.
    transactionOptions: { maxWait: 10_000 },
  })
  return { client, pool }
}

/** The process's Prisma client, connected on first use. */
export function prisma(): PrismaClient {
  holder.colloquiumPrisma ??= connect()
  return holder.colloquiumPrisma.client
}

/** The connections under it, for a statement whose parameters are too large to go through Prisma, which copies them several times. */
export function databasePool(): pg.Pool {
  holder.colloquiumPrisma ??= connect()
  return holder.colloquiumPrisma.pool
}

/** Ends the connections; the next use connects anew (to DATABASE_URL as it then is). */
export async function disconnectPrisma(): Promise<void> {
  const connected = holder.colloquiumPrisma
  delete holder.colloquiumPrisma
  await connected?.client.$disconnect()
}
