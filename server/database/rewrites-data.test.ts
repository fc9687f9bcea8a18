import { describe, expect, it } from 'vitest'
import { PRISMA_DIR } from '../root-dir.ts'
import { readMigrationFiles } from './migrate.ts'
import { MARK, looksRewriting, rewritesData } from './rewrites-data.ts'

describe('a migration that rewrites data', () => {
  it('says so in its first line, so that the start makes a copy before it', async () => {
    const silent = (await readMigrationFiles(PRISMA_DIR)).filter(
      (migration) => looksRewriting(migration.sql) && !rewritesData(migration),
    )
    expect(silent.map(({ name }) => `${name}: its first line must be "${MARK}"`)).toEqual([])
  })

  it.each([
    'UPDATE "Session" SET "sessionToken" = encode(sha256("sessionToken"::bytea), \'hex\')',
    'create table "A" (); delete from "B"',
    '-- first\ntruncate "A"',
    'WITH gone AS (SELECT 1) DELETE FROM "A"',
    'ALTER TABLE "Run" ADD COLUMN "a" TEXT, DROP COLUMN "result"',
    'drop table if exists "A"',
    'ALTER TABLE "A" ALTER COLUMN "b" SET DATA TYPE JSON',
    'alter table a alter b type int using b::int',
    'do $$ begin update "A" set b = 1; end $$',
    'merge into "A" using "B" on true when matched then delete',
  ])('is known by what it does: %s', (sql) => {
    expect(looksRewriting(sql)).toBe(true)
    expect(rewritesData({ name: 'new', sql })).toBe(false)
    expect(rewritesData({ name: 'new', sql: `${MARK}: why\n${sql}` })).toBe(true)
  })

  it.each([
    'ALTER TABLE "A" ADD CONSTRAINT "k" FOREIGN KEY ("b") REFERENCES "B"("id") ON DELETE CASCADE ON UPDATE CASCADE',
    'create trigger "T" after update or delete on "List" for each row execute function f()',
    'create function f() returns trigger language plpgsql as $$ begin delete from "A"; update "B" set c = 1; end $$',
    '-- update "A"\nALTER TABLE "A" ADD COLUMN "type" TEXT',
    'CREATE TYPE "Role" AS ENUM (\'UPDATE\'); DROP INDEX "i"; INSERT INTO "A" VALUES (1)',
  ])('is not one that only adds: %s', (sql) => expect(looksRewriting(sql)).toBe(false))
})
