import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startCluster } from '#server/database/cluster.ts'
import { migrate } from '#server/database/migrate.ts'
import { APP_ROLE, giveDatabase } from '#server/database/role.ts'
import { endWithParent, postmasterOf } from './end-with-parent.ts'

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string
    /** As superuser, for what a test may do and the app may not. */
    superuserUrl: string
  }
}

type Started = { clusterUrl: string; superuserUrl: string; stop(): Promise<void> }

// Two projects ask for it, and each loads this module for itself.
const KEY = Symbol.for('colloquium.test-database')
const holder = globalThis as { [KEY]?: { started: Promise<Started>; users: number } }

async function start(): Promise<Started> {
  const parent = mkdtempSync(join(tmpdir(), 'colloquium-test-'))
  chmodSync(parent, 0o755)
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }
  const dir = join(parent, 'postgres')
  const cluster = await startCluster({ dir, password: 'test', settings })
  const isOver = endWithParent({ processes: [postmasterOf(dir)], dirs: [parent] })
  // An ordinary role, as the app's own: a migration or a statement that needs a superuser fails here.
  const login = { user: APP_ROLE, password: 'test' }
  await giveDatabase(cluster.url, 'template_migrated', login, 'createdb')
  await migrate(cluster.url('template_migrated', login), join(import.meta.dirname, '../../prisma'))
  return {
    clusterUrl: cluster.url('postgres', login),
    superuserUrl: cluster.url('postgres'),
    stop: async () => {
      await cluster.stop()
      isOver()
      rmSync(parent, { recursive: true, force: true })
    },
  }
}

/** One embedded PostgreSQL for the run, with a migrated template that each test file copies. */
export default async function setup(project: TestProject) {
  const shared = (holder[KEY] ??= { started: start(), users: 0 })
  shared.users++
  const { clusterUrl, superuserUrl, stop } = await shared.started
  project.provide('clusterUrl', clusterUrl)
  project.provide('superuserUrl', superuserUrl)
  return async () => {
    if (--shared.users > 0) return
    delete holder[KEY]
    await stop()
  }
}
