import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/**
 * Runs Prisma's own command. It would first download its schema engine, which generating and formatting never run:
 * named an existing program instead, it does not (docs/decisions/003-migrations-in-webassembly.md).
 */
export function prismaCli(args: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [join(root, 'node_modules/prisma/build/index.js'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  })
}
