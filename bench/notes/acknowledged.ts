import { setTimeout as sleep } from 'node:timers/promises'
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'
import { openNotes } from './clients.ts'

type Writer = { url: string; room: string; token: string; keysPerSecond: number; seconds: number }

/**
 * How long each edit of one more writer takes until it is acknowledged, in ms, while the others write. The
 * writer has a thread of its own, as a person has a machine of their own: the clients that only load the
 * server share one, and each would wait for what the others have to read.
 */
export async function measureAcknowledgements(writer: Writer): Promise<number[]> {
  const worker = new Worker(new URL(import.meta.url), { workerData: writer })
  const times = await new Promise<number[]>((done, fail) => {
    worker.once('message', done)
    worker.once('error', fail)
  })
  await worker.terminate()
  return times
}

async function write({ url, room, token, keysPerSecond, seconds }: Writer): Promise<number[]> {
  const times: number[] = []
  const waiting: number[] = []
  const client = await openNotes(url, room, token, {
    seen: () => undefined,
    acknowledged() {
      const sentAt = waiting.shift()
      if (sentAt !== undefined) times.push(performance.now() - sentAt)
    },
  })
  await sleep(500)
  for (let key = 0; key < keysPerSecond * seconds; key++) {
    waiting.push(client.write(`<w${key.toString(36)}>`))
    await sleep(1000 / keysPerSecond)
  }
  for (let patience = 0; waiting.length > 0 && patience < 100; patience++) await sleep(50)
  client.close()
  if (waiting.length > 0) throw new Error(`${waiting.length} edits were never acknowledged.`)
  return times
}

if (!isMainThread) parentPort?.postMessage(await write(workerData as Writer))
