import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { closeWorkPool } from '#lib/work/pool.ts'
import { disconnectPrisma } from '#prisma/client.ts'

const name = `test_${randomBytes(6).toString('hex')}`
const clusterUrl = inject('clusterUrl')

async function onCluster(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

// Files may share a process: each begins with what it was started with.
const env = { ...process.env }

await onCluster(`create database ${name} template template_migrated`)
const url = new URL(clusterUrl)
url.pathname = `/${name}`
process.env.DATABASE_URL = url.toString()

afterAll(async () => {
  await closeWorkPool()
  await disconnectPrisma()
  await onCluster(`drop database ${name} with (force)`)
  for (const key of Object.keys(process.env)) if (!(key in env)) delete process.env[key]
  Object.assign(process.env, env)
})
