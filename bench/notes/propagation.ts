import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, Watch } from './clients.ts'

export type Scenario = { clients: number; rooms: number; keysPerSecond: number; seconds: number }
export type Latency = { p50: number; p95: number; p99: number; count: number }

export function latencyOf(values: number[]): Latency {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: sorted.length }
}

/** Opens one client, which writes nothing but `marks`, one at a time. */
type Open = (room: number, marks: string[], watch: Watch) => Promise<Client>

/**
 * Lets the clients of each room write in turn, spread over time.
 * @param onOpen called when all of them are there, before the first key.
 * @returns in ms how long each mark took to each of the other clients, and how many did not arrive.
 */
export async function propagate(
  { clients, rooms, keysPerSecond, seconds }: Scenario,
  open: Open,
  onOpen: () => void = () => undefined,
): Promise<{ seen: number[]; missing: number }> {
  const marks = Array.from({ length: keysPerSecond * seconds }, (_, key) => `<${key.toString(36)}>`)
  const sentAt = new Map<string, { at: number; who: number }>()
  const seen: number[] = []
  const all: Client[] = []
  for (let at = 0; at < clients; at++) {
    const watch: Watch = {
      seen(marks) {
        const now = performance.now()
        for (const mark of marks) {
          const sent = sentAt.get(mark)
          // Hocuspocus sends an edit back to its writer too.
          if (sent !== undefined && sent.who !== at) seen.push(now - sent.at)
        }
      },
    }
    const own = marks.filter((_, key) => key % clients === at)
    all.push(await open(at % rooms, own, watch))
  }
  await sleep(300)
  onOpen()
  const startedAt = performance.now()
  for (let key = 0; key < marks.length;) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * keysPerSecond) + 1
    for (const mark of marks.slice(key, due)) {
      const who = key++ % clients
      const at = all[who]?.write()
      if (at !== undefined) sentAt.set(mark, { at, who })
    }
    await sleep(2)
  }
  const perRoom = Math.ceil(clients / rooms)
  const expected = marks.length * (perRoom - 1)
  for (let patience = 0; seen.length < expected && patience < 100; patience++) await sleep(50)
  for (const client of all) client.close()
  return { seen, missing: Math.max(0, expected - seen.length) }
}

/** Edits acknowledged per second, one writer in each room with `inFlight` under way, as fast as it goes. */
export async function blast(
  { rooms, inFlight, seconds }: { rooms: number; inFlight: number; seconds: number },
  open: (room: number, watch: Watch) => Promise<Client>,
): Promise<number> {
  let count = 0
  let isRunning = false
  const clients: Client[] = []
  for (let room = 0; room < rooms; room++) {
    const watch: Watch = {
      seen: () => undefined,
      acknowledged() {
        if (!isRunning) return
        count++
        clients[room]?.write()
      },
    }
    clients.push(await open(room, watch))
  }
  await sleep(300)
  isRunning = true
  for (const client of clients) for (let at = 0; at < inFlight; at++) client.write()
  await sleep(1_000)
  const startedAt = performance.now()
  count = 0
  await sleep(seconds * 1_000)
  const perSecond = count / ((performance.now() - startedAt) / 1_000)
  isRunning = false
  for (const client of clients) client.close()
  return perSecond
}
