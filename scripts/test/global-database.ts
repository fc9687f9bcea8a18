import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import pg from 'pg'
import { startCluster } from '#server/database/cluster.ts'
import { migrate } from '#server/database/migrate.ts'
import { endWithParent, postmasterOf } from './end-with-parent.ts'

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string
  }
}

/** One embedded PostgreSQL for the run, with a migrated template that each test file copies. */
export default async function setup(project: TestProject) {
  const parent = mkdtempSync(join(tmpdir(), 'colloquium-test-'))
  chmodSync(parent, 0o755)
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }
  const dir = join(parent, 'postgres')
  const cluster = await startCluster({ dir, password: 'test', settings })
  const isOver = endWithParent({ processes: [postmasterOf(dir)], dirs: [parent] })
  const admin = new pg.Client({ connectionString: cluster.url('postgres') })
  await admin.connect()
  await admin.query('create database template_migrated')
  await admin.end()
  await migrate(cluster.url('template_migrated'), join(import.meta.dirname, '../../prisma'))
  project.provide('clusterUrl', cluster.url('postgres'))
  return async () => {
    await cluster.stop()
    isOver()
    rmSync(parent, { recursive: true, force: true })
  }
}
