import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT_DIR, PRISMA_DIR } from '../root-dir.ts'
import { ensureDatabase } from './check.ts'
import { diffSchema, migrate, pendingMigrations } from './migrate.ts'

const url = new URL(process.env.DATABASE_URL ?? '')
url.pathname = `${url.pathname}_empty`

async function on(connectionString: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

beforeAll(() => ensureDatabase(process.env.DATABASE_URL ?? '', url.pathname.slice(1)))
afterAll(() => on(process.env.DATABASE_URL ?? '', `drop database ${url.pathname.slice(1)} with (force)`))

describe('an empty database', () => {
  it('is brought up to date by one of the servers that start together, and once', async () => {
    const pending = await pendingMigrations(url.href, PRISMA_DIR)
    expect(pending.length).toBeGreaterThan(0)
    const applied = await Promise.all([migrate(url.href, PRISMA_DIR), migrate(url.href, PRISMA_DIR)])
    expect(applied.flat().sort()).toEqual(pending)
    expect(await pendingMigrations(url.href, PRISMA_DIR)).toEqual([])
    expect(await migrate(url.href, PRISMA_DIR)).toEqual([])
  })

  it('leaves no connection behind', async () => {
    const connections = async () => {
      const { rows } = await on(
        process.env.DATABASE_URL ?? '',
        `select count(*)::int as n from pg_stat_activity where datname = '${url.pathname.slice(1)}'`,
      )
      return rows[0].n
    }
    // PostgreSQL takes a moment to end a backend whose client has gone.
    await expect.poll(connections, { timeout: 5_000 }).toBe(0)
  })
})

describe('the next migration', () => {
  it('is the difference between two schemas, with no engine to download', async () => {
    const known = readFileSync(join(ROOT_DIR, 'prisma/schema.prisma'), 'utf8').replace(/^ {2}noteTemplate.*\n/m, '')
    const sql = await diffSchema(url.href, PRISMA_DIR, known)
    expect(sql).toMatch(/ALTER TABLE "List" ADD COLUMN\s+"noteTemplate" TEXT;/)
    expect(sql).not.toContain('DROP')
  })
})
