import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { closeWorkPool } from '#lib/work/pool.ts'
import { disconnectPrisma } from '#prisma/client.ts'
import { copyBefore } from './backup/copies.ts'
import { migrateDatabase } from './database/up-to-date.ts'
import { findHolder } from './instance/lock.ts'
import { openDatabase, runningUrl } from './open-database.ts'
import { type Settings, loadSettings } from './settings.ts'
import { StartError } from './start-error.ts'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** The database of the server that is running on our data folder; null: none is. Waits for one that is just starting. */
async function findRunning(settings: Settings): Promise<string | null> {
  for (const giveUpAt = Date.now() + 30_000; Date.now() < giveUpAt; await sleep(200)) {
    const holder = findHolder(settings.dataDir)
    if (holder?.kind !== 'server') return null
    if (holder.databasePort === null) continue
    return runningUrl(settings, holder.databasePort)
  }
  throw new StartError(
    'The server on this data folder is starting but its database is not ready; try again in a moment.',
  )
}

/** How long an interrupted command may take to leave nothing half done, in ms. */
const PATIENCE = 10_000

/**
 * Runs `run` with the program's database, migrated: that of DATABASE_URL, that of the server that is
 * running on the data folder, or the embedded one started for the duration. prisma() works inside.
 * A `run` that takes the signal is waited for when the person interrupts it.
 * @param options.isMigrated false: `run` gets the database as it is.
 * @throws StartError where no database can be had; else what `run` throws.
 */
export async function withDatabase<T>(
  run: (settings: Settings, signal: AbortSignal) => Promise<T>,
  options: { isMigrated?: boolean } = {},
): Promise<T> {
  const settings = loadSettings()
  process.env.NEXTAUTH_URL ??= (settings.APP_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, '')
  process.env.APP_URL = process.env.NEXTAUTH_URL
  const running = settings.DATABASE_URL ? null : await findRunning(settings)
  if (running) process.env.DATABASE_URL = running
  const database = running ? null : await openDatabase(settings, 'command')
  const close = async () => {
    await closeWorkPool()
    await disconnectPrisma()
    await database?.close()
  }
  const controller = new AbortController()
  let work: Promise<unknown> = Promise.resolve()
  const leave = async () => {
    controller.abort()
    const ended = work.then(
      () => undefined,
      () => undefined,
    )
    if (run.length > 1) await Promise.race([ended, sleep(PATIENCE)])
    await close()
  }
  const interrupted = () => void leave().finally(() => process.exit(130))
  for (const signal of SIGNALS) process.once(signal, interrupted)
  try {
    if (database && options.isMigrated !== false) {
      const { url } = database
      await migrateDatabase(url, (pending) => copyBefore(url, join(settings.dataDir, 'copies'), pending))
    }
    const result = run(settings, controller.signal)
    work = result
    return await result
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupted)
    await close()
  }
}
