import { setTimeout as sleep } from 'node:timers/promises'
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { openNotes, prepareEdits } from './clients.ts'

type Writer = {
  url: string
  room: string
  token: string
  databaseUrl: string
  /** A note that nobody writes in, for the commits to compare with. */
  idlePaperId: string
  keysPerSecond: number
  seconds: number
}
/** In ms, each. */
export type Times = { acknowledged: number[]; commits: number[] }

/**
 * How long each edit of one more writer takes until it is acknowledged while the others write, and in turn with
 * the edits, from the same thread, how long the database takes to commit one row. Both meet the same machine in
 * the same moments. The writer has a thread of its own, as a person has a machine of their own: the clients that
 * only load the server share one, and each would wait for what the others have to read.
 */
export async function measureAcknowledgements(writer: Writer): Promise<Times> {
  const worker = new Worker(new URL(import.meta.url), { workerData: writer })
  const times = await new Promise<Times>((done, fail) => {
    worker.once('message', done)
    worker.once('error', fail)
  })
  await worker.terminate()
  return times
}

/** One row of the log, committed as the log's own are: prepared, on a connection that stays. */
export async function openCommitter(databaseUrl: string, paperId: string) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const text = `insert into "NoteUpdate" ("paperId", "bytes", "authorIds", "at") values ($1, $2, $3, now())`
  return {
    /** @returns how long it took, in ms. */
    async commit(): Promise<number> {
      const startedAt = performance.now()
      await client.query({ name: 'commit', text, values: [paperId, Buffer.alloc(24), []] })
      return performance.now() - startedAt
    },
    async close() {
      await client.query('delete from "NoteUpdate" where "paperId" = $1', [paperId])
      await client.end()
    },
  }
}

async function write({ url, room, token, databaseUrl, idlePaperId, keysPerSecond, seconds }: Writer): Promise<Times> {
  const times: Times = { acknowledged: [], commits: [] }
  const waiting: number[] = []
  const committer = await openCommitter(databaseUrl, idlePaperId)
  const marks = Array.from({ length: keysPerSecond * seconds }, (_, key) => `<w${key.toString(36)}>`)
  const client = await openNotes(
    url,
    { room, token, edits: prepareEdits(marks) },
    {
      seen: () => undefined,
      acknowledged() {
        const sentAt = waiting.shift()
        if (sentAt !== undefined) times.acknowledged.push(performance.now() - sentAt)
      },
    },
  )
  await sleep(500)
  for (const _ of marks) {
    waiting.push(client.write())
    await sleep(500 / keysPerSecond)
    times.commits.push(await committer.commit())
    await sleep(500 / keysPerSecond)
  }
  for (let patience = 0; waiting.length > 0 && patience < 100; patience++) await sleep(50)
  client.close()
  await committer.close()
  if (waiting.length > 0) throw new Error(`${waiting.length} edits were never acknowledged.`)
  return times
}

if (!isMainThread) parentPort?.postMessage(await write(workerData as Writer))
