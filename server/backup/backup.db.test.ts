import { within } from '#lib/access/within.fixture.ts'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { SYSTEM } from '#lib/access/roles.ts'
import { storeFile } from '#lib/files/commands.ts'
import { exportList } from '#lib/readme/write/queries.ts'
import { importReadme } from '#lib/readme/apply/commands.ts'
import { unsafeLoadDocument } from '#lib/notes/document-queries.ts'
import { applyUpdates, noteText } from '#lib/notes/note-doc.ts'
import { disconnectPrisma, prisma } from '#prisma/client.ts'
import { buildList, buildUser } from '#prisma/seed/builders.ts'
import { buildNote, buildWriter, openEditor, startNotes } from '../../realtime/notes.fixture.ts'
import { ensureDatabase } from '../database/check.ts'
import { type MigrationFile, migrate, readMigrationFiles } from '../database/migrate.ts'
import { PRISMA_DIR } from '../root-dir.ts'
import { verifyBackup } from './read-backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const PATIENT = { timeout: 20_000 }
const source = process.env.DATABASE_URL ?? ''
const folder = mkdtempSync(join(tmpdir(), 'colloquium-backup-'))
let migrations: MigrationFile[]
const made: string[] = []

async function on<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

/** A database with nothing in it. */
async function emptyDatabase(): Promise<string> {
  const url = new URL(source)
  url.pathname += `_${made.length}`
  await ensureDatabase(source, url.pathname.slice(1))
  made.push(url.pathname.slice(1))
  return url.href
}

/** The migrations' folder as it was before the last one. */
/** The schema as it was before a migration. */
function prismaDirBefore(name: string): string {
  const dir = join(folder, 'prisma')
  for (const part of ['schema.prisma', 'migrations'])
    cpSync(join(PRISMA_DIR, part), join(dir, part), { recursive: true })
  const at = migrations.findIndex((each) => each.name === name)
  for (const later of migrations.slice(at)) rmSync(join(dir, 'migrations', later.name), { recursive: true })
  return dir
}

/** Every row of every table, generated columns too, as one checksum each. */
async function digests(url: string): Promise<Record<string, string>> {
  const tables = await on<{ name: string }>(url, `select tablename as name from pg_tables where schemaname = 'public'`)
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await on<{ digest: string }>(
      url,
      `select count(*) || ':' || md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as digest from "${name}" t`,
    )
    found[name] = row?.digest ?? ''
  }
  return found
}

/** What a schema is made of: columns, constraints, indexes, triggers. */
const schemaOf = async (url: string) =>
  (
    await on<{ thing: string }>(
      url,
      `select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') || ' ' || is_generated || coalesce(character_maximum_length::text, '') as thing
         from information_schema.columns where table_schema = 'public'
       union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
       union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
       union all select 'trigger ' || pg_get_triggerdef(oid) || ' ' || tgenabled::text from pg_trigger where not tgisinternal`,
    )
  )
    .map(({ thing }) => thing)
    .sort()

/** Runs `read` with the program's own queries on another database. */
async function connectedTo<T>(url: string, read: () => Promise<T>): Promise<T> {
  await disconnectPrisma()
  process.env.DATABASE_URL = url
  try {
    return await read()
  } finally {
    await disconnectPrisma()
    process.env.DATABASE_URL = source
  }
}

async function documentText(paperId: string): Promise<string> {
  const doc = new Y.Doc()
  applyUpdates(doc, (await unsafeLoadDocument(paperId))?.updates ?? [])
  return noteText(doc).toString()
}

/** Every note's document, and every list as its README. */
async function contents() {
  const papers = await prisma().noteDocument.findMany({ select: { paperId: true }, orderBy: { paperId: 'asc' } })
  const lists = await prisma().list.findMany({ select: { slug: true }, orderBy: { slug: 'asc' } })
  const documents: Record<string, string> = {}
  for (const { paperId } of papers) documents[paperId] = await documentText(paperId)
  const readmes: Record<string, string> = {}
  for (const { slug } of lists)
    readmes[slug] = Buffer.from((await within(SYSTEM, { slug }, exportList)).bytes).toString('hex')
  return { documents, readmes }
}

const README = `# Papers\r\n\r\n## A “section”\r\n\r\n- [A title](https://arxiv.org/abs/2101.00001), Curie et al., 2021\r\n- [Müller’s \\ tab\t“back”](https://arxiv.org/abs/2101.00002), Noether, 2020\r\n`

async function fillSource() {
  const list = await buildList({ slug: 'papers' })
  const bytes = new TextEncoder().encode(README)
  await within(SYSTEM, { id: list.id }, importReadme, { bytes, origin: 'README.md', assets: new Map() })
  const image = Buffer.from(Array.from({ length: 700_000 }, (_, at) => (at * 31 + (at >> 8)) % 256))
  const { sha256, size } = await storeFile(image)
  await prisma().asset.create({ data: { sha256, mime: 'image/png', size } })
  await prisma().listAsset.create({ data: { listId: list.id, path: './a\\b\n.png', sha256 } })
  await prisma().job.create({
    data: { kind: 'x', input: { text: '\\N\t\n\r "“', none: null, list: [1.5, 1e300] }, error: '' },
  })
  // As the rule of an earlier version indexed it: a trigger that ran while rows are restored would do it anew.
  const { paperId } = await buildNote('words of today')
  await prisma()
    .$executeRaw`update "Note" set search = to_tsvector('english', 'words of before') where "paperId" = ${paperId}`
}

beforeAll(async () => {
  migrations = await readMigrationFiles(PRISMA_DIR)
  await fillSource()
})
afterAll(async () => {
  await disconnectPrisma()
  for (const name of made) await on(source, `drop database "${name}" with (force)`)
  rmSync(folder, { recursive: true, force: true })
})

describe('a backup that is taken while people write', () => {
  it('is of one moment, and makes an empty database the same again', { timeout: 120_000 }, async () => {
    const { url, stop } = await startNotes()
    const notes = await Promise.all([buildNote('one '), buildNote('two ')])
    const editors = await Promise.all(
      notes.map(async ({ room, listId }) => openEditor(url, room, (await buildWriter(listId)).token)),
    )
    await vi.waitUntil(() => editors.every((editor) => editor.shown() === 'saved'), PATIENT)
    let typed = 0
    const typing = setInterval(() => editors.forEach((editor) => editor.type(`<${typed++}>`)), 20)
    // Tables that always agree, the first and nearly the last that are read, changed in one transaction each.
    const { id } = await buildUser()
    let isOver = false
    const counting = (async () => {
      for (let count = 1; !isOver; count++) {
        await prisma().$transaction([
          prisma().list.update({ where: { slug: 'papers' }, data: { title: `Count ${count}` } }),
          prisma().auditEvent.create({ data: { action: 'count' } }),
          prisma().user.update({ where: { id }, data: { name: `Count ${count}` } }),
        ])
        await new Promise((done) => setTimeout(done, 5))
      }
    })()
    await vi.waitUntil(() => typed > 60 && editors.every((editor) => editor.shown() !== 'offline'), PATIENT)
    const savedBefore = await Promise.all(notes.map(({ paperId }) => documentText(paperId)))
    const file = join(folder, 'under-load.backup')
    const written = await writeBackup(source, file, { migrations })
    const typedAfter = typed
    await vi.waitUntil(() => typed > typedAfter + 10, PATIENT)
    clearInterval(typing)
    isOver = true
    await counting
    await vi.waitUntil(() => editors.every((editor) => editor.shown() === 'saved'), PATIENT)
    const texts = editors.map((editor) => editor.text())
    editors.forEach((editor) => editor.close())
    await stop()

    const target = await emptyDatabase()
    expect(await restoreBackup(target, file, { migrations })).toEqual({
      header: written.header,
      tables: written.tables,
    })
    expect(written.leftOut).toEqual([])
    // Written again, each table has the same checksum.
    const again = await writeBackup(target, join(folder, 'again.backup'), { migrations })
    expect(again.tables).toEqual(written.tables)
    const [agree] = await on<{ title: string; name: string; count: string }>(
      target,
      `select title, (select name from "User" where id = '${id}') as name, (select count(*) from "AuditEvent" where action = 'count') as count from "List" where slug = 'papers'`,
    )
    expect([agree?.title, agree?.name]).toEqual(Array(2).fill(`Count ${agree?.count}`))
    const { documents } = await connectedTo(target, contents)
    for (const [at, { paperId }] of notes.entries()) {
      const restored = documents[paperId] ?? ''
      expect(restored.startsWith(savedBefore[at] ?? '?')).toBe(true)
      expect(texts[at]?.startsWith(restored)).toBe(true)
      expect(restored.length).toBeLessThan(texts[at]?.length ?? 0)
    }
  })

  it(
    'has everything: each table, each document, each README, and the schema that migrations make',
    { timeout: 120_000 },
    async () => {
      const file = join(folder, 'quiet.backup')
      const { tables } = await writeBackup(source, file, { migrations })
      // Empty ones too, whose rows would not be missed below.
      expect(tables.map(({ name }) => name).sort()).toEqual(Object.keys(await digests(source)).sort())
      const target = await emptyDatabase()
      await restoreBackup(target, file, { migrations })
      expect(await digests(target)).toEqual(await digests(source))
      expect(await connectedTo(target, contents)).toEqual(await contents())
      expect(await schemaOf(target)).toEqual(await schemaOf(source))
      expect(await migrate(target, PRISMA_DIR)).toEqual([])
      // Numbers go on where they were.
      const next = `select nextval(pg_get_serial_sequence('"NoteUpdate"', 'seq')) as next`
      expect(await on(target, next)).toEqual(await on(source, next))
    },
  )
})

describe('a backup that is not whole', () => {
  it('is refused in a sentence, and nothing of it is restored', { timeout: 120_000 }, async () => {
    const file = join(folder, 'whole.backup')
    await writeBackup(source, file, { migrations })
    await verifyBackup(file)
    const bytes = readFileSync(file)
    const altered = (change: (copy: Buffer) => Buffer) => {
      writeFileSync(join(folder, 'altered.backup'), change(Buffer.from(bytes)))
      return join(folder, 'altered.backup')
    }
    const target = await emptyDatabase()
    const restored = (name: string) => restoreBackup(target, name, { migrations })
    for (const part of [0.02, 0.3, 0.5, 0.7, 0.97]) {
      const at = Math.floor(bytes.length * part)
      const flipped = altered((copy) =>
        Buffer.concat([copy.subarray(0, at), Buffer.from([copy[at]! ^ 16]), copy.subarray(at + 1)]),
      )
      await expect(restored(flipped), `a bit at ${part}`).rejects.toThrow(/altered\.backup (is damaged|is no backup)/)
      await expect(restored(altered((copy) => copy.subarray(0, at))), `cut at ${part}`).rejects.toThrow('it is cut off')
    }
    await expect(restored(altered((copy) => copy.subarray(0, -1)))).rejects.toThrow('it is cut off')
    const inner = gunzipSync(bytes)
    const title = inner.indexOf('Müller')
    inner.write('Miller', title)
    await expect(restored(altered(() => gzipSync(inner)))).rejects.toThrow('checksum of the table')
    // What no table's own checksum speaks for.
    const dated = gunzipSync(bytes)
    dated.write('"at":"1999', dated.indexOf('"at":"'))
    await expect(restored(altered(() => gzipSync(dated)))).rejects.toThrow('its checksum is wrong')
    const short = gunzipSync(bytes)
    await expect(restored(altered(() => gzipSync(short.subarray(0, short.lastIndexOf('E', -60)))))).rejects.toThrow(
      'damaged',
    )
    await expect(restored(altered(() => Buffer.from('# README')))).rejects.toThrow('is no backup of Colloquium')
    await expect(restored(join(folder, 'none'))).rejects.toThrow('there is no such file')
    expect(await on(target, `select from pg_tables where schemaname = 'public'`)).toEqual([])
    await restored(file)
  })

  it('leaves no file where it could not be finished', async () => {
    const aborted = AbortSignal.abort()
    await expect(writeBackup(source, join(folder, 'aborted'), { migrations, signal: aborted })).rejects.toThrow()
    await expect(writeBackup(source, join(folder, 'no', 'folder'), { migrations })).rejects.toThrow('cannot be written')
    await expect(writeBackup(source, join(folder, 'whole.backup'), { migrations })).rejects.toThrow('is there already')
    expect(readdirSync(folder).filter((name) => /aborted|partial/.test(name))).toEqual([])
  })
})

describe('a database', () => {
  it('that is not empty is not restored into', async () => {
    await expect(restoreBackup(source, join(folder, 'quiet.backup'), { migrations })).rejects.toThrow('is not empty')
  })

  it(
    'is restored at its own migrations, then brought forward; never at those of a newer version',
    { timeout: 120_000 },
    async () => {
      // It rewrites data, so a copy is asked for before it.
      const at = migrations.findIndex(({ name }) => name.endsWith('_files_in_chunks'))
      const [known, newer] = [migrations.slice(0, at), migrations.slice(at).map(({ name }) => name)]
      const older = await emptyDatabase()
      await migrate(older, prismaDirBefore(newer[0] ?? ''))
      await on(older, `insert into "Asset" (sha256, mime, bytes, size) values ('${'e'.repeat(64)}', 'x', '\\x00ff', 2)`)
      await on(older, `create table "Stranger" (id int)`)
      const file = join(folder, 'older.backup')
      expect((await writeBackup(older, file, { migrations: known })).leftOut).toEqual(['Stranger'])
      const target = await emptyDatabase()
      await restoreBackup(target, file, { migrations })
      expect((await digests(target)).Asset).toBe((await digests(older)).Asset)
      const refuse = () => Promise.reject(new Error('no copy could be made'))
      await expect(migrate(target, PRISMA_DIR, refuse)).rejects.toThrow('no copy could be made')
      expect(await migrate(target, PRISMA_DIR)).toEqual(newer)
      expect((await digests(target)).Asset).toMatch(/^1:/)
      expect(await schemaOf(target)).toEqual(await schemaOf(source))
      await expect(
        restoreBackup(await emptyDatabase(), join(folder, 'quiet.backup'), { migrations: known }),
      ).rejects.toThrow(`with the migration ${newer[0]}`)
    },
  )
})
