import { type Server, createServer } from 'node:http'
import { join } from 'node:path'
import next from 'next'
import { log } from '#lib/log.ts'
import { closeWorkPool, startWorkPool } from '#lib/work/pool.ts'
import { disconnectPrisma } from '#prisma/client.ts'
import { seedIfEmpty } from '#prisma/seed/seed.ts'
import { createNotesServer } from '../realtime/notes-server.ts'
import { copyBefore } from './backup/copies.ts'
import { listenForNotifications } from './database/notifications.ts'
import { migrateDatabase } from './database/up-to-date.ts'
import { createHandler, notReady } from './http/handler.ts'
import { listen, ownOrigin } from './http/listen.ts'
import { createUpgradeListener, upgradeNotReady } from './http/upgrade.ts'
import { startJobs } from './jobs/start-jobs.ts'
import { openDatabase } from './open-database.ts'
import { createPageCache } from './page-cache/page-cache.ts'
import { ROOT_DIR } from './root-dir.ts'
import { type Settings, loadSettings, publishAddress } from './settings.ts'
import { closeServer, onStopSignal } from './shutdown.ts'
import { welcome } from './welcome.ts'

async function startPages(settings: Settings, dev: boolean, server: Server, port: number) {
  process.env.__NEXT_PRIVATE_ORIGIN = ownOrigin(settings.HOST, port)
  const app = next({ dev, dir: ROOT_DIR, hostname: 'localhost', port, httpServer: server })
  await app.prepare()
  return app
}

export type ServeOptions = {
  dev: boolean
  /** There is a backup already: none is made before a migration that rewrites data. */
  isBackedUp?: boolean
}

/**
 * The whole program: settings, database, migrations, seed, pages, until a signal ends it; a database that
 * goes away does not.
 * Takes the port first, answering "not ready yet", so that a taken one is told at once.
 * @throws StartError in one sentence, after closing what it had opened.
 */
export async function serve({ dev, isBackedUp = false }: ServeOptions): Promise<void> {
  const settings = loadSettings(dev ? 'development' : 'production')
  const server = createServer(notReady)
  server.on('upgrade', upgradeNotReady)
  const port = await listen(server, settings)
  const url = publishAddress(settings, port)
  const closers: (() => Promise<void>)[] = [() => closeServer(server, dev ? 0 : 10_000)]
  const closeAll = async () => {
    for (const close of closers.splice(0))
      await close().catch((error: unknown) => log.error({ err: error }, 'closing failed'))
  }
  const stopping = onStopSignal()
  try {
    const database = await openDatabase(settings)
    closers.push(closeWorkPool, disconnectPrisma, () => database.close())
    startWorkPool()
    const copies = join(settings.dataDir, 'copies')
    await migrateDatabase(database.url, isBackedUp ? undefined : (pending) => copyBefore(database.url, copies, pending))
    if (await seedIfEmpty()) console.log('Imported the seed list.')
    const pageCache = dev ? null : createPageCache({ databaseUrl: database.url, appUrl: url })
    closers.splice(1, 0, async () => pageCache?.close())
    const app = await startPages(settings, dev, server, port)
    closers.splice(1, 0, () => app.close())
    server.off('request', notReady)
    const { isAway } = database
    server.on(
      'request',
      createHandler({ dev, appUrl: url, settings, pageCache, isAway, pages: app.getRequestHandler() }),
    )
    const notes = createNotesServer({
      databaseUrl: database.url,
      redisUrl: settings.REDIS_URL,
      listen: (channel, on) => listenForNotifications(database.url, channel, on),
    })
    // Before the server itself closes: editors are told why.
    closers.unshift(() => notes.close())
    server.off('upgrade', upgradeNotReady)
    server.on('upgrade', createUpgradeListener({ dev, appUrl: url, trustedProxies: settings.TRUSTED_PROXIES, notes }))
    const jobs = startJobs(database.url)
    closers.splice(2, 0, () => jobs.close())
    await welcome(url)
  } catch (error) {
    await closeAll()
    throw error
  }
  log.info({ reason: await stopping }, 'stopping')
  await closeAll()
}
