import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'

type Bindings = typeof import('@prisma/schema-engine-wasm/schema_engine_bg')

const require = createRequire(import.meta.url)
const FILTERS = { externalTables: [], externalEnums: [] }
/** Any constant: "colloquium migrations" as a Postgres advisory lock. */
export const MIGRATION_LOCK = 7_461_002

let engineModule: Promise<Bindings> | undefined

/** Prisma's schema engine in WebAssembly: the engine of `prisma migrate`, with no binary to download. */
async function loadEngine(): Promise<Bindings> {
  const glue = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as Bindings & {
    __wbg_set_wasm(wasm: WebAssembly.Exports): void
  }
  const wasmFile = join(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'), '..', 'schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(await readFile(wasmFile), {
    './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
  })
  glue.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return glue
}

/**
 * Prisma's adapter cuts a script at every semicolon, also inside a function's body, and sends the
 * pieces one by one. Sent whole, Postgres parses it itself and runs it as one transaction.
 */
class WholeScriptAdapter extends PrismaPg {
  private readonly open: { dispose(): Promise<void> }[] = []

  override async connect() {
    const adapter = await super.connect()
    this.open.push(adapter)
    adapter.executeScript = async (script: string) => {
      await adapter.underlyingDriver().query(script)
    }
    return adapter
  }

  /** Freeing the engine leaves its connections open; this ends them. */
  async disposeAll(): Promise<void> {
    await Promise.all(this.open.splice(0).map((adapter) => adapter.dispose()))
  }
}

async function openEngine(databaseUrl: string, prismaDir: string) {
  engineModule ??= loadEngine()
  const { SchemaEngine } = await engineModule
  const schema = await readFile(join(prismaDir, 'schema.prisma'), 'utf8')
  const adapters = new WholeScriptAdapter({ connectionString: databaseUrl })
  const quiet = () => undefined
  const datamodels: [string, string][] = [['schema.prisma', schema]]
  const engine = await SchemaEngine.new({ datamodels }, quiet, bindMigrationAwareSqlAdapterFactory(adapters))
  const close = async () => {
    engine.free()
    await adapters.disposeAll()
  }
  return { engine, schema, close }
}

async function readMigrations(prismaDir: string) {
  const baseDir = join(prismaDir, 'migrations')
  const entries = await readdir(baseDir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const migrationDirectories = await Promise.all(
    names.sort().map(async (path) => {
      const value = await readFile(join(baseDir, path, 'migration.sql'), 'utf8')
      return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } }
    }),
  )
  const lockfile = {
    path: 'migration_lock.toml',
    content: await readFile(join(baseDir, 'migration_lock.toml'), 'utf8'),
  }
  return { baseDir, lockfile, shadowDbInitScript: '', migrationDirectories }
}

type Folder = Awaited<ReturnType<typeof readMigrations>>

/** A migration as it stands in its file; `checksum` as `_prisma_migrations` records it. */
export type MigrationFile = { name: string; sql: string; checksum: string }

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The migrations of `prismaDir/migrations`, in the order in which they are applied. */
export async function readMigrationFiles(prismaDir: string): Promise<MigrationFile[]> {
  const { migrationDirectories } = await readMigrations(prismaDir)
  return migrationDirectories.map(({ path, migrationFile: { content } }) => ({
    name: path,
    sql: content.value,
    checksum: sha256(content.value),
  }))
}

/** The names of the folder's migrations that the database has not recorded, with their very text, as applied. */
async function findPending(client: pg.Client, folder: Folder): Promise<string[]> {
  const { rows: tables } = await client.query(`select to_regclass('_prisma_migrations') is not null as there`)
  const { rows } = tables[0]?.there
    ? await client.query<{ migration_name: string; checksum: string }>(
        'select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null',
      )
    : { rows: [] }
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]))
  const isPending = ({ path, migrationFile }: Folder['migrationDirectories'][number]) =>
    applied.get(path) !== sha256(migrationFile.content.value)
  return folder.migrationDirectories.filter(isPending).map(({ path }) => path)
}

/** The migrations of `prismaDir/migrations` that the database lacks. */
export async function pendingMigrations(databaseUrl: string, prismaDir: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return await findPending(client, await readMigrations(prismaDir))
  } finally {
    await client.end()
  }
}

/**
 * Applies the migrations of `prismaDir/migrations` that the database lacks, under an advisory lock so
 * that processes starting together take turns. Fills `_prisma_migrations` as `prisma migrate deploy`
 * does: either may continue what the other began.
 * @param before told what is about to be applied to a database that has something already; what it throws ends it.
 * @returns the names of the migrations applied now.
 */
export async function migrate(
  databaseUrl: string,
  prismaDir: string,
  before?: (pending: MigrationFile[]) => Promise<void>,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    const folder = await readMigrations(prismaDir)
    // Loading the engine takes 0.3 s: not where there is nothing to do.
    const pending = await findPending(client, folder)
    if (pending.length === 0) return []
    if (before && pending.length < folder.migrationDirectories.length) {
      await before((await readMigrationFiles(prismaDir)).filter(({ name }) => pending.includes(name)))
    }
    const { engine, close } = await openEngine(databaseUrl, prismaDir)
    try {
      const applied = await engine.applyMigrations({ migrationsList: folder, filters: FILTERS })
      return applied.appliedMigrationNames
    } finally {
      await close()
    }
  } finally {
    await client.end()
  }
}

/**
 * The SQL that takes a database of `fromSchema` (the text of a schema.prisma; null: an empty database)
 * to schema.prisma. For `npm run migration:new`. Compares texts, so what a migration says beyond
 * Prisma's schema (indexes, triggers) is left alone; the engine wants a database all the same.
 */
export async function diffSchema(databaseUrl: string, prismaDir: string, fromSchema: string | null): Promise<string> {
  const { engine, schema, close } = await openEngine(databaseUrl, prismaDir)
  const datamodel = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
  })
  try {
    const result = await engine.diff({
      from: fromSchema === null ? { tag: 'empty' } : datamodel(fromSchema),
      to: datamodel(schema),
      script: true,
      exitCode: null,
      filters: FILTERS,
    })
    return result.stdout ?? ''
  } finally {
    await close()
  }
}
