import { AsyncLocalStorage } from 'node:async_hooks'

// One store per process: the server and Next's bundle hold a copy of this module each.
const holder = globalThis as { colloquiumClient?: AsyncLocalStorage<string> }
const store = () => (holder.colloquiumClient ??= new AsyncLocalStorage<string>())

/**
 * Runs `work` for `client` (a network address, a job's id): the pool shares its threads fairly among
 * clients, and no client holds all of them.
 */
export const runForClient = <T>(client: string, work: () => T): T => store().run(client, work)

/** For whom the running code works; work that nobody asked for counts as one client. */
export const currentClient = (): string => store().getStore() ?? 'the server'
