import { type Lock, acquireLock } from './instance/lock.ts'
import { checkDatabase, ensureDatabase } from './database/check.ts'
import { type Cluster, startCluster } from './database/cluster.ts'
import { placeCluster } from './database/location.ts'
import type { Settings } from './settings.ts'
import { StartError, hasCode } from './start-error.ts'

/** The name of the app's database in the embedded cluster. */
export const DATABASE_NAME = 'colloquium'

export type OpenDatabase = {
  url: string
  /** Stops the embedded cluster and frees the data folder; with DATABASE_URL there is nothing to do. */
  close(): Promise<void>
  /** Resolves if the embedded cluster ends; never for a server of DATABASE_URL. */
  ended: Promise<void>
}

async function openEmbedded(settings: Settings, lock: Lock): Promise<OpenDatabase> {
  let cluster: Cluster | undefined
  try {
    const place = placeCluster(settings.dataDir)
    cluster = await startCluster({ ...place, password: settings.secrets.databasePassword })
    await ensureDatabase(cluster.url('postgres'), DATABASE_NAME)
    lock.publishPort(cluster.port)
  } catch (error) {
    await cluster?.stop()
    lock.release()
    if (error instanceof StartError) throw error
    if (hasCode(error, '28P01')) {
      throw new StartError(`The secrets.json in ${settings.dataDir} does not belong to the database beside it.`, {
        cause: error,
      })
    }
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`The embedded PostgreSQL did not start: ${reason}`, { cause: error })
  }
  const { url, stop, ended } = cluster
  const close = async () => {
    await stop()
    lock.release()
  }
  return { url: url(DATABASE_NAME), close, ended }
}

/**
 * The program's database: the server of DATABASE_URL where it is set, else an embedded PostgreSQL on
 * the data folder, which this process then holds. Sets process.env.DATABASE_URL.
 * @throws StartError in one sentence where it cannot be had.
 */
export async function openDatabase(settings: Settings, kind: 'server' | 'command' = 'server'): Promise<OpenDatabase> {
  if (settings.DATABASE_URL) {
    await checkDatabase(settings.DATABASE_URL)
    process.env.DATABASE_URL = settings.DATABASE_URL
    return { url: settings.DATABASE_URL, close: async () => undefined, ended: new Promise(() => undefined) }
  }
  const database = await openEmbedded(settings, await acquireLock(settings.dataDir, kind))
  process.env.DATABASE_URL = database.url
  return database
}
