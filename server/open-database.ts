import { type Lock, acquireLock } from './instance/lock.ts'
import { log } from '#lib/log.ts'
import { checkDatabase } from './database/check.ts'
import { type Login, localUrl, startCluster } from './database/cluster.ts'
import { placeCluster } from './database/location.ts'
import { APP_ROLE, giveDatabase } from './database/role.ts'
import { superviseCluster } from './database/supervise.ts'
import type { Settings } from './settings.ts'
import { StartError, hasCode } from './start-error.ts'

/** The name of the app's database in the embedded cluster. */
export const DATABASE_NAME = 'colloquium'

export type OpenDatabase = {
  url: string
  /** Stops the embedded cluster and frees the data folder; with DATABASE_URL there is nothing to do. */
  close(): Promise<void>
  /** Whether the embedded cluster is being started again; of a server of DATABASE_URL we do not know. */
  isAway(): boolean
}

const isNever = () => false

const appLogin = ({ secrets }: Settings): Login => ({ user: APP_ROLE, password: secrets.appDatabasePassword })

/** The app's database in the embedded cluster that another process of ours runs on `port`. */
export const runningUrl = (settings: Settings, port: number) => localUrl(port, DATABASE_NAME, appLogin(settings))

/** A command is over before a database that ended would be back: it fails, and its folder is whole. */
async function startFor(kind: 'server' | 'command', options: Parameters<typeof superviseCluster>[0]) {
  if (kind === 'server') return superviseCluster(options)
  return { ...(await startCluster(options)), isAway: isNever }
}

async function openEmbedded(settings: Settings, lock: Lock, kind: 'server' | 'command'): Promise<OpenDatabase> {
  let cluster: Awaited<ReturnType<typeof startFor>> | undefined
  try {
    const place = placeCluster(settings.dataDir)
    cluster = await startFor(kind, { ...place, password: settings.secrets.databasePassword })
    const changed = await giveDatabase(cluster.url, DATABASE_NAME, appLogin(settings))
    if (changed > 0) log.info({ objects: changed }, 'the database belongs to an ordinary role now')
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
  const { port, stop, isAway } = cluster
  const close = async () => {
    await stop()
    lock.release()
  }
  return { url: runningUrl(settings, port), close, isAway }
}

/**
 * The program's database: the server of DATABASE_URL where it is set, else an embedded PostgreSQL on
 * the data folder, which this process then holds and uses as an ordinary role. For a server it is started
 * again whenever it ends. Sets process.env.DATABASE_URL.
 * @throws StartError in one sentence where it cannot be had.
 */
export async function openDatabase(settings: Settings, kind: 'server' | 'command' = 'server'): Promise<OpenDatabase> {
  if (settings.DATABASE_URL) {
    await checkDatabase(settings.DATABASE_URL)
    process.env.DATABASE_URL = settings.DATABASE_URL
    return { url: settings.DATABASE_URL, close: async () => undefined, isAway: isNever }
  }
  const database = await openEmbedded(settings, await acquireLock(settings.dataDir, kind), kind)
  process.env.DATABASE_URL = database.url
  return database
}
