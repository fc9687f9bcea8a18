import { createServer } from 'node:net'
import { once } from 'node:events'
import { afterAll, expect, it } from 'vitest'
import { Prisma, disconnectPrisma, prisma } from '#prisma/client.ts'
import { directRows } from '#prisma/direct.ts'
import { buildUser } from '#prisma/seed/builders.ts'
import { isDatabaseAway } from './database-away.ts'

const usual = process.env.DATABASE_URL
afterAll(disconnectPrisma)

const failureOf = (query: PromiseLike<unknown>) => Promise.resolve(query).catch((error: unknown) => error)

/** Asks a server that is not there, or that breaks every connection off. */
async function failuresAt(port: number): Promise<unknown[]> {
  await disconnectPrisma()
  process.env.DATABASE_URL = `postgres://u:p@127.0.0.1:${port}/x`
  try {
    return [
      await failureOf(prisma().user.count()),
      await failureOf(prisma().$queryRaw`select 1`),
      await failureOf(directRows(Prisma.sql`select 1`)),
      await failureOf(prisma().$transaction(async (db) => db.user.count())),
    ]
  } finally {
    await disconnectPrisma()
    process.env.DATABASE_URL = usual
  }
}

it('a database that refuses connections, or breaks them off, is away', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  for (const error of await failuresAt(port)) expect(isDatabaseAway(error), String(error)).toBe(true)
  server.close()
  await once(server, 'close')
  for (const error of await failuresAt(port)) expect(isDatabaseAway(error), String(error)).toBe(true)
})

it('one that ends a connection in the middle of a query is away; one that refuses what is asked is not', async () => {
  const ended = await failureOf(prisma().$queryRaw`select pg_terminate_backend(pg_backend_pid())`)
  expect(isDatabaseAway(ended), String(ended)).toBe(true)
  const { email } = await buildUser()
  expect(isDatabaseAway(await failureOf(prisma().user.create({ data: { email } })))).toBe(false)
  expect(isDatabaseAway(await failureOf(prisma().$queryRaw`select * from nowhere`))).toBe(false)
  expect(isDatabaseAway('Connection terminated')).toBe(false)
})
