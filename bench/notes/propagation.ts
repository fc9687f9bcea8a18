import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, Watch } from './clients.ts'

export type Scenario = { clients: number; rooms: number; keysPerSecond: number; seconds: number }
export type Latency = { p50: number; p95: number; p99: number; count: number }

export function latencyOf(values: number[]): Latency {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: sorted.length }
}

/**
 * Lets the clients of each room write in turn, spread over time, and measures in ms how long each mark
 * takes to every other client.
 */
export async function propagate(
  { clients, rooms, keysPerSecond, seconds }: Scenario,
  open: (room: number, watch: Watch) => Promise<Client>,
): Promise<{ seen: Latency; missing: number }> {
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
    all.push(await open(at % rooms, watch))
  }
  await sleep(300)
  const total = keysPerSecond * seconds
  const startedAt = performance.now()
  for (let key = 0; key < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * keysPerSecond) + 1)
    for (; key < due; key++) {
      const who = key % clients
      const mark = `<${key.toString(36)}>`
      const at = all[who]?.write(mark)
      if (at !== undefined) sentAt.set(mark, { at, who })
    }
    await sleep(2)
  }
  const perRoom = Math.ceil(clients / rooms)
  const expected = total * (perRoom - 1)
  for (let patience = 0; seen.length < expected && patience < 100; patience++) await sleep(50)
  for (const client of all) client.close()
  return { seen: latencyOf(seen), missing: Math.max(0, expected - seen.length) }
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
    let key = 0
    const writeOne = () => void clients[room]?.write(`<${(key++).toString(36)}>`)
    const watch: Watch = {
      seen: () => undefined,
      acknowledged() {
        if (!isRunning) return
        count++
        writeOne()
      },
    }
    clients.push(await open(room, watch))
  }
  await sleep(300)
  isRunning = true
  for (const [room, client] of clients.entries())
    for (let at = 0; at < inFlight; at++) client.write(`<${room.toString(36)}z${at.toString(36)}>`)
  await sleep(1_000)
  const startedAt = performance.now()
  count = 0
  await sleep(seconds * 1_000)
  const perSecond = count / ((performance.now() - startedAt) / 1_000)
  isRunning = false
  for (const client of clients) client.close()
  return perSecond
}
