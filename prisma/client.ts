import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.ts'

export { Prisma } from './generated/client.ts'

/** A client outside or inside a transaction: what queries and commands run on. */
export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$use' | '$extends'>

// One client per process: the server and Next's bundle hold a copy of this module each.
const holder = globalThis as { colloquiumPrisma?: PrismaClient }

function connect(): PrismaClient {
  const connectionString = process.env.DATABASE_URL
  if (!connectionString) throw new Error('DATABASE_URL is not set: the database is opened before the client.')
  const max = Number(process.env.DATABASE_POOL ?? 10)
  // Two seconds, Prisma's own patience, pass on a busy machine before a connection is opened.
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString, max }),
    transactionOptions: { maxWait: 10_000 },
  })
}

/** The process's Prisma client, connected on first use. */
export function prisma(): PrismaClient {
  holder.colloquiumPrisma ??= connect()
  return holder.colloquiumPrisma
}

/** Ends the connections; the next use connects anew (to DATABASE_URL as it then is). */
export async function disconnectPrisma(): Promise<void> {
  const client = holder.colloquiumPrisma
  delete holder.colloquiumPrisma
  await client?.$disconnect()
}
