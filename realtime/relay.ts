import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import * as Y from 'yjs'
import { applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { log } from '#lib/log.ts'
import { FROM_LOG } from '#lib/notes/note-doc.ts'
import type { NoteRoom } from './note-room.ts'

const UPDATE = 0
const AWARENESS = 1
const WHO_IS_THERE = 2
const OWN = 8

/** How long Redis is waited for before a note is opened, in ms. */
const PATIENCE = 500

/** Passes edits and cursors between the processes that have a note open. Fast and forgetful: the log is what counts. */
export type Relay = {
  /** Before the room is read from disk: what is committed meanwhile comes this way or is read. */
  join(room: NoteRoom): Promise<void>
  leave(room: NoteRoom): Promise<void>
  publish(room: NoteRoom, update: Uint8Array): void
  close(): Promise<void>
}

/** One process: there is nobody to tell. */
export const NO_RELAY: Relay = {
  join: async () => undefined,
  leave: async () => undefined,
  publish: () => undefined,
  close: async () => undefined,
}

const channelOf = (room: NoteRoom) => `colloquium:${room.name}`

/**
 * Relays through Redis: the edit itself, as it came, not the state; so it costs the same for a long note.
 * @param onReconnect what was said meanwhile is lost here, and stands in the log.
 */
export function createRedisRelay(url: string, onReconnect: () => void): Relay {
  const options = { maxRetriesPerRequest: null, retryStrategy: (times: number) => Math.min(times * 100, 2_000) }
  const publisher = new Redis(url, { ...options, enableOfflineQueue: false })
  const subscriber = new Redis(url, options)
  const self = randomBytes(OWN)
  const rooms = new Map<string, NoteRoom>()
  const listeners = new WeakMap<NoteRoom, (change: AwarenessChange, origin: unknown) => void>()
  let isFirst = true

  for (const client of [publisher, subscriber])
    client.on('error', (error: Error) =>
      log.debug({ err: error }, 'Redis is away; edits between processes come from the log'),
    )
  subscriber.on('ready', () => {
    if (!isFirst) onReconnect()
    isFirst = false
  })

  function send(room: NoteRoom, kind: number, bytes: Uint8Array = new Uint8Array()): void {
    if (publisher.status !== 'ready') return
    void publisher.publish(channelOf(room), Buffer.concat([self, Buffer.of(kind), bytes])).catch(() => undefined)
  }

  function sayWhoIsHere(room: NoteRoom, clients: number[]): void {
    if (clients.length > 0) send(room, AWARENESS, encodeAwarenessUpdate(room.doc.awareness, clients))
  }

  const ownClients = (room: NoteRoom) =>
    [...room.doc.connections.keys()].flatMap((connection) => [...(room.doc.getClients(connection) as Set<number>)])

  function take(room: NoteRoom, kind: number | undefined, bytes: Uint8Array): void {
    if (kind === UPDATE) Y.applyUpdate(room.doc, bytes, FROM_LOG)
    else if (kind === AWARENESS) applyAwarenessUpdate(room.doc.awareness, bytes, FROM_LOG)
    else if (kind === WHO_IS_THERE) sayWhoIsHere(room, ownClients(room))
  }

  subscriber.on('messageBuffer', (channel: Buffer, message: Buffer) => {
    const room = rooms.get(channel.toString())
    if (!room || message.subarray(0, OWN).equals(self)) return
    try {
      take(room, message[OWN], message.subarray(OWN + 1))
    } catch (error) {
      log.warn({ err: error }, 'a message of another process could not be read')
    }
  })

  return {
    async join(room) {
      rooms.set(channelOf(room), room)
      const listener = ({ added, updated, removed }: AwarenessChange, origin: unknown) => {
        if (origin !== FROM_LOG) sayWhoIsHere(room, [...added, ...updated, ...removed])
      }
      listeners.set(room, listener)
      room.doc.awareness.on('update', listener)
      // Redis that is away must not keep anybody from opening a note.
      const subscribed = subscriber.subscribe(channelOf(room)).catch(() => undefined)
      // Nor one that hangs. What is missed by not waiting stands in the log.
      if (subscriber.status === 'ready') await Promise.race([subscribed, sleep(PATIENCE, undefined, { ref: false })])
      send(room, WHO_IS_THERE)
    },
    async leave(room) {
      const listener = listeners.get(room)
      if (listener) room.doc.awareness.off('update', listener)
      listeners.delete(room)
      if (rooms.get(channelOf(room)) !== room) return
      rooms.delete(channelOf(room))
      await subscriber.unsubscribe(channelOf(room)).catch(() => undefined)
    },
    publish: (room, update) => send(room, UPDATE, update),
    async close() {
      publisher.disconnect()
      subscriber.disconnect()
    },
  }
}

type AwarenessChange = { added: number[]; updated: number[]; removed: number[] }
