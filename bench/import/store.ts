import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { SYSTEM } from '#lib/access/roles.ts'
import { unsafeExportList } from '#lib/readme/write/queries.ts'
import { importNewList } from '#lib/readme/apply/new-list-commands.ts'
import { newListSchema } from '#lib/lists/schema.ts'
import { closeWorkPool } from '#lib/work/pool.ts'
import { disconnectPrisma, prisma } from '#prisma/client.ts'
import { startCluster } from '#server/database/cluster.ts'
import { migrate } from '#server/database/migrate.ts'
import type { CorpusFile } from './corpus.ts'

/**
 * Imports files into a PostgreSQL of their own, a list each, and exports them again.
 * @returns per file the seconds of the import, and whether the export gave the same bytes.
 */
export async function importIntoPostgres(
  files: CorpusFile[],
): Promise<{ name: string; seconds: number; isSame: boolean }[]> {
  const parent = mkdtempSync(join(tmpdir(), 'colloquium-bench-'))
  chmodSync(parent, 0o755)
  const cluster = await startCluster({ dir: join(parent, 'postgres'), password: 'bench' })
  try {
    process.env.DATABASE_URL = cluster.url('postgres')
    await migrate(process.env.DATABASE_URL, resolve(import.meta.dirname, '../../prisma'))
    const results = []
    for (const [index, file] of files.entries()) {
      const slug = `list-${index}`
      const fields = newListSchema.parse({ slug, title: file.name, description: '' })
      const start = performance.now()
      await importNewList(SYSTEM, fields, { bytes: file.bytes, origin: file.name, assets: new Map() })
      const seconds = (performance.now() - start) / 1000
      const list = await prisma().list.findUniqueOrThrow({ where: { slug }, select: { id: true } })
      const { bytes } = await unsafeExportList(list.id)
      results.push({ name: file.name, seconds, isSame: Buffer.from(bytes).equals(Buffer.from(file.bytes)) })
    }
    return results
  } finally {
    await closeWorkPool()
    await disconnectPrisma()
    await cluster.stop()
    rmSync(parent, { recursive: true, force: true })
  }
}
