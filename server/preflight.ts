import { createServer } from 'node:http'
import { listen } from './http/listen.ts'
import { findHolder, inUse } from './instance/lock.ts'
import { loadSettings } from './settings.ts'

/**
 * Looks whether the server could start at all.
 * @throws StartError for bad settings, a taken port, a data folder in use.
 */
export async function preflight(): Promise<void> {
  const settings = loadSettings('production')
  const probe = createServer()
  await listen(probe, settings)
  await new Promise((resolve) => probe.close(resolve))
  const holder = settings.DATABASE_URL ? null : findHolder(settings.dataDir)
  if (holder?.kind === 'server') throw inUse(settings.dataDir, holder)
}
