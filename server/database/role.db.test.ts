import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PRISMA_DIR } from '../root-dir.ts'
import { ensureDatabase } from './check.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { migrate } from './migrate.ts'
import { APP_ROLE, carryOver, giveDatabase } from './role.ts'

const LOGIN = { user: APP_ROLE, password: 'of the role' }

let parent: string
let cluster: Cluster
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'colloquium-role-'))
  chmodSync(parent, 0o755)
  cluster = await startCluster({ dir: join(parent, 'postgres'), password: 'test', settings: { fsync: 'off' } })
}, 120_000)
afterAll(async () => {
  await cluster.stop()
  rmSync(parent, { recursive: true, force: true })
})

async function on(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** What the superuser still owns of a database, besides the system's own and extensions. */
const FOREIGN = `
  select 'relation ' || relname as thing from pg_class c where relnamespace = 'public'::regnamespace
    and relowner = 10 and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  union all select 'routine ' || proname from pg_proc p where pronamespace = 'public'::regnamespace
    and proowner = 10 and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  union all select 'type ' || typname from pg_type t where typnamespace = 'public'::regnamespace
    and typowner = 10 and not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e')
    and not exists (select from pg_type e join pg_depend d on d.objid = e.oid and d.deptype = 'e' where e.oid = t.typelem)
  union all select 'database' from pg_database where datname = current_database() and datdba = 10`

describe('a database that an earlier version made as superuser', () => {
  it(
    'is carried over with everything in it, once, and can then be migrated and changed by the role',
    { timeout: 60_000 },
    async () => {
      const own = cluster.url('kept')
      await ensureDatabase(cluster.url('postgres'), 'kept')
      await migrate(own, PRISMA_DIR)
      await on(own, `insert into "List" (id, slug, title, "updatedAt") values ('l', 'kept', 'Kept', now())`)
      await on(
        own,
        `create view "View" as select 1 as one; create materialized view "Seen" as select 1 as one;
      create domain "Word" as text; create type "Pair" as (a int, b int); create schema "other"; create table "other"."T" (id serial);
      create procedure "Act"(int) language sql as 'select 1'`,
      )
      expect((await on(own, FOREIGN)).length).toBeGreaterThan(50)
      expect(await giveDatabase(cluster.url, 'kept', LOGIN)).toBeGreaterThan(40)
      expect(await on(own, FOREIGN)).toEqual([])
      expect(await giveDatabase(cluster.url, 'kept', LOGIN)).toBe(0)
      const role = cluster.url('kept', LOGIN)
      expect(await on(role, 'select slug from "List"')).toEqual([{ slug: 'kept' }])
      expect(await migrate(role, PRISMA_DIR)).toEqual([])
      await on(
        role,
        `alter table "List" add column "later" text; alter type "Role" add value 'GUEST'; drop function notify_list_changed cascade;
      drop view "View"; drop materialized view "Seen"; drop domain "Word"; drop type "Pair"; drop schema "other" cascade; drop procedure "Act"`,
      )
      expect(await on(role, `insert into "NoteUpdate" ("paperId", bytes) select 'x', '' where false`)).toEqual([])
    },
  )

  it('stays whole as it was where one owner cannot be changed', async () => {
    await ensureDatabase(cluster.url('postgres'), 'halfway')
    await on(cluster.url('halfway'), 'create table "A" (); create table "B" ()')
    await expect(carryOver(cluster.url('halfway'), 'nobody_of_this_name')).rejects.toThrow('does not exist')
    const owners = await on(
      cluster.url('halfway'),
      `select distinct tableowner from pg_tables where schemaname = 'public'`,
    )
    expect(owners).toEqual([{ tableowner: 'postgres' }])
  })
})

describe('a new database', () => {
  it('belongs to a role that may do nothing beyond it', { timeout: 60_000 }, async () => {
    expect(await giveDatabase(cluster.url, 'new', LOGIN)).toBe(0)
    const role = cluster.url('new', LOGIN)
    await migrate(role, PRISMA_DIR)
    const [rights] = await on(
      role,
      'select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls from pg_roles where rolname = current_user',
    )
    expect(new Set(Object.values(rights ?? {}))).toEqual(new Set([false]))
    await expect(on(role, `copy (select 1) to program 'cat'`)).rejects.toThrow(/permission denied|must be/)
    await expect(on(role, "select pg_read_file('PG_VERSION')")).rejects.toThrow('permission denied')
    await expect(on(role, 'create database another')).rejects.toThrow('permission denied')
  })
})
