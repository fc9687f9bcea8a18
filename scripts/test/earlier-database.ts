import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { disconnectPrisma } from '#prisma/client.ts'

const MIGRATIONS = join(import.meta.dirname, '../../prisma/migrations')

export type EarlierDatabase = { client: pg.Client; drop(): Promise<void> }

/**
 * A database as it was before a migration, beside the test's own, filled and then brought up to date; DATABASE_URL
 * names it until it is dropped.
 * @param migration the end of the migration's name: '_files_in_chunks'.
 * @throws Error where there is no such migration, or none before it.
 */
export async function earlierDatabase(
  migration: string,
  fill: (client: pg.Client) => Promise<unknown>,
): Promise<EarlierDatabase> {
  const own = process.env.DATABASE_URL
  const url = new URL(own ?? '')
  url.pathname += migration
  const onCluster = async (sql: string) => {
    const cluster = new pg.Client({ connectionString: own })
    await cluster.connect()
    await cluster.query(sql).finally(() => cluster.end())
  }
  const names = readdirSync(MIGRATIONS)
    .filter((name) => /^\d{14}_/.test(name))
    .sort()
  const at = names.findIndex((name) => name.endsWith(migration))
  if (at < 1) throw new Error(`There is no migration ${migration} after another one.`)

  await onCluster(`create database ${url.pathname.slice(1)}`)
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const apply = async (some: string[]) => {
    for (const name of some) await client.query(readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8'))
  }
  await apply(names.slice(0, at))
  await fill(client)
  await apply(names.slice(at))
  await disconnectPrisma()
  process.env.DATABASE_URL = url.href
  return {
    client,
    drop: async () => {
      await client.end()
      await disconnectPrisma()
      process.env.DATABASE_URL = own
      await onCluster(`drop database ${url.pathname.slice(1)} with (force)`)
    },
  }
}
