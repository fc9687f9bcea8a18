import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { disconnectPrisma } from '#prisma/client.ts'
import { buildList } from '#prisma/seed/builders.ts'
import type { MigrationFile } from '../database/migrate.ts'
import { copyBefore } from './copies.ts'
import { verifyBackup } from './read-backup.ts'

const source = process.env.DATABASE_URL ?? ''
const parent = mkdtempSync(join(tmpdir(), 'colloquium-copies-'))
const copies = join(parent, 'copies')

const migration = (name: string, sql: string): MigrationFile => ({ name, sql, checksum: '' })
const rewriting = (name: string) => migration(name, '-- rewrites data\nupdate "List" set title = upper(title);')
const namesOf = () => readdirSync(copies).map((name) => name.replace(/^.*-before-/, ''))

const told = vi.spyOn(console, 'error')
beforeEach(() => void told.mockReset().mockImplementation(() => undefined))
beforeAll(async () => void (await buildList({ title: 'Kept' })))
afterAll(async () => {
  told.mockRestore()
  await disconnectPrisma()
  rmSync(parent, { recursive: true, force: true })
})

describe('a start that is about to rewrite data', () => {
  it('makes a copy first, says where, and it is whole and for its owner only', async () => {
    await copyBefore(source, copies, [
      migration('1_adds', 'create table x ();'),
      rewriting('2_first'),
      rewriting('3_x'),
    ])
    expect(namesOf()).toEqual(['2_first.backup'])
    const [file] = readdirSync(copies)
    expect(told.mock.calls.flat().join()).toContain(join(copies, file ?? '?'))
    const { tables } = await verifyBackup(join(copies, file ?? ''))
    expect(tables.find(({ name }) => name === 'List')?.rows).toBe(1)
    expect(statSync(join(copies, file ?? '')).mode & 0o077).toBe(0)
  })

  it('keeps the last two copies, and what people put beside them', async () => {
    writeFileSync(join(copies, 'mine.backup'), '')
    await copyBefore(source, copies, [rewriting('4_second')])
    await copyBefore(source, copies, [rewriting('5_third')])
    expect(namesOf()).toEqual(['4_second.backup', '5_third.backup', 'mine.backup'])
  })

  it('says that nothing was changed where there is no room for a copy', async () => {
    writeFileSync(join(parent, 'file'), '')
    const failing = copyBefore(source, join(parent, 'file'), [rewriting('6_fourth')])
    await expect(failing).rejects.toThrow(/nothing was changed.*--backed-up/)
  })
})

it('a start whose migrations only add makes no copy', async () => {
  await copyBefore(source, join(parent, 'none'), [migration('7_adds', 'create table y ();')])
  expect(told).not.toHaveBeenCalled()
  expect(readdirSync(parent)).not.toContain('none')
})
