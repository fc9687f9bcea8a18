import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { Hocuspocus } from '@hocuspocus/server'
import { WebSocketServer } from 'ws'
import { clientKey } from '#lib/client-key.ts'
import { log } from '#lib/log.ts'
import { FROM_LOG } from '#lib/notes/note-doc.ts'
import { CLOSED, encodeWord } from '#lib/notes/socket-words.ts'
import { RHYTHM, type Rhythm, startCaretaker } from './caretaker.ts'
import { CommitLog } from './commit-log.ts'
import { inspectFrame } from './frames.ts'
import { type Desk, checkEdit, createHooks } from './hooks.ts'
import { Counter, LIMITS, type Limits } from './limits.ts'
import { createLogWriter } from './log-writer.ts'
import type { NoteRoom } from './note-room.ts'
import { NoteSocket } from './note-socket.ts'
import { Outbox } from './outbox.ts'
import { passOn } from './pass-on.ts'
import { refuseSocket } from './refuse-socket.ts'
import { NO_RELAY, createRedisRelay } from './relay.ts'
import { Rights, type RoomContext } from './rights.ts'
import { catchUp } from './settle.ts'
import { whoAsks } from './sign-in.ts'
import { Wire } from './wire.ts'

/** Tells of what the database says on a channel; the server's own way of listening. */
export type Listen = (
  channel: string,
  on: { message: (payload: string) => void; ready: () => void; lost: string },
) => { close(): Promise<void> }

export type NotesServerOptions = {
  databaseUrl: string
  listen: Listen
  /** Where several processes share the notes. */
  redisUrl?: string | undefined
  limits?: Partial<Limits>
  rhythm?: Partial<Rhythm>
  /**
   * When an edit is acknowledged. Anything but `commit` breaks the promise and is for measuring only:
   * `early`: in memory, and written afterwards; `memory`: never written.
   */
  acknowledge?: 'commit' | 'early' | 'memory'
  /** How long close() waits for the database, in ms. */
  patience?: number
}

export type NotesServer = {
  /** @param address of who asks, to count by. The caller has checked the origin. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, address: string): void
  counts(): { rooms: number; connections: number; waitingBytes: number }
  /** Sends everybody away ("restarting"), and returns when everything is on disk. */
  close(): Promise<void>
}

const TOO_MANY = 'You have too many notes open at once: close some of them.'
const NOT_NOW = 'Notes cannot be opened just now; try again in a moment.'

/** What Hocuspocus sees of the request: no cookie among it. */
const plainRequest = ({ url }: IncomingMessage) => new Request(new URL(url ?? '/', 'http://localhost'))

/** Notes written together: the socket, the log behind it, and the work around them. */
export function createNotesServer(options: NotesServerOptions): NotesServer {
  const limits: Limits = { ...LIMITS, ...options.limits }
  const acknowledge = options.acknowledge ?? 'commit'
  const rooms = new Map<string, NoteRoom>()
  const sockets = new Set<NoteSocket>()
  const outbox = new Outbox()
  const wire = new Wire()
  const perUser = new Counter()
  const perAddress = new Counter()
  let isClosing = false

  const writer = createLogWriter(options.databaseUrl, (room, why) => {
    room.broken = why === 'gone' ? CLOSED.gone : CLOSED.malformed
    const lost = room.broken
    for (const connection of room.doc.connections.keys()) (connection.context as RoomContext).socket.close(lost)
  })
  const commits = new CommitLog<NoteRoom>({
    write: writer.write,
    onStall(isStalled) {
      if (isStalled) log.error('the database does not take edits of notes; nothing is acknowledged until it does')
      for (const room of rooms.values())
        room.doc.relayStateless(encodeWord({ kind: isStalled ? 'stalled' : 'flowing' }))
    },
  })
  const rights = new Rights(() => hocuspocus)
  const relay = options.redisUrl
    ? createRedisRelay(options.redisUrl, () => setTimeout(() => void caretaker.sweep(), 50))
    : NO_RELAY

  const desk: Desk = {
    rooms,
    rights,
    limits,
    waitingBytes: () => commits.waitingBytes,
    opening: (room) => relay.join(room),
    left: (room) => relay.leave(room),
    waitingFor: (room) => [...sockets].filter((socket) => socket.rooms.has(room.name)),
    edited(room, update, origin) {
      if (origin === FROM_LOG) return
      const userId = originUser(origin)
      if (acknowledge === 'memory') return
      const committed = commits.append(room, update, userId)
      room.wrote(update, userId, committed)
      // Not before: another process would call it saved, though it dies with this one.
      if (options.redisUrl) void committed.then(() => relay.publish(room, update))
    },
    commitOf(room, socket) {
      const gap = room.hasGaps ? socket.incoming.get(room.name) : undefined
      // Once: what asks again has nothing new.
      socket.incoming.delete(room.name)
      if (gap && acknowledge !== 'memory') room.wrote(gap, socket.user.id, commits.append(room, gap, socket.user.id))
      return acknowledge === 'commit' ? room.committed : null
    },
  }
  const hocuspocus = new Hocuspocus<RoomContext>(createHooks(desk))
  const caretaker = startCaretaker({ rooms, rights, hocuspocus }, { ...RHYTHM, ...options.rhythm })

  async function noteChanged(paperId: string): Promise<void> {
    const room = [...rooms.values()].find((one) => one.paperId === paperId)
    if (room) await catchUp(room)
  }
  const news = options.listen('notes', {
    message(payload) {
      const [kind, id = ''] = payload.split(':', 2)
      const heard = kind === 'access' ? rights.changed(id) : kind === 'note' ? noteChanged(id) : Promise.resolve()
      heard.catch((error: unknown) => log.warn({ err: error }, 'news of a note could not be followed'))
    },
    ready() {
      void caretaker.sweep()
      void rights.recheckAll()
    },
    lost: 'cannot listen for changes of rights; open notes are looked at every minute',
  })

  const wss = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: limits.maxMessage })

  function accept(socket: NoteSocket, request: IncomingMessage): void {
    const { ws } = socket
    const context = { socket } as RoomContext
    const connection = hocuspocus.handleConnection(socket.gate(desk), plainRequest(request), context)
    sockets.add(socket)
    ws.on('message', (data: Buffer, isBinary: boolean) => {
      if (socket.closed) return
      if (!socket.mayReceive(data.length)) return socket.close(CLOSED.tooFast)
      const bytes = new Uint8Array(data)
      const frame = isBinary ? inspectFrame(bytes) : null
      if (frame === null) return socket.close(CLOSED.malformed)
      try {
        passOn(socket, rooms.get(frame.room), frame, bytes, (room, edit) => checkEdit(desk, room, edit, false))
      } catch {
        // It can be read, but Yjs cannot put it together.
        return socket.close(CLOSED.malformed)
      }
      // What is passed on goes out first; Hocuspocus takes longer over the message than all before.
      process.nextTick(() => connection.handleMessage(bytes))
    })
    ws.on('close', (code, reason) => {
      sockets.delete(socket)
      connection.handleClose({ code, reason: reason.toString() })
    })
  }

  /** Counts the connection, finds out who asks, and lets them in. Who has no session is told so: a browser shows nothing else. */
  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, address: string): Promise<void> {
    const freeAddress = perAddress.add(clientKey(address), limits.connectionsPerAddress)
    if (!freeAddress) return refuseSocket(socket, 429, TOO_MANY)
    socket.once('close', freeAddress)
    const who = await whoAsks(request)
    if (socket.destroyed) return
    const freeUser = who && perUser.add(who.user.id, limits.connectionsPerUser)
    if (who && !freeUser) return refuseSocket(socket, 429, TOO_MANY)
    if (freeUser) socket.once('close', freeUser)
    wss.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', () => undefined)
      if (isClosing) return ws.close(CLOSED.restarting.code, CLOSED.restarting.reason)
      if (!who) return ws.close(CLOSED.signedOut.code, CLOSED.signedOut.reason)
      accept(new NoteSocket({ ws, stream: socket, who, limits, outbox, wire }), request)
    })
  }

  return {
    handleUpgrade(request, socket, head, address) {
      socket.on('error', () => undefined)
      if (isClosing) return refuseSocket(socket, 503, NOT_NOW)
      upgrade(request, socket, head, address).catch((error: unknown) => {
        log.warn({ err: error }, 'a connection to the notes could not be opened')
        refuseSocket(socket, 503, NOT_NOW)
      })
    },
    counts: () => ({ rooms: rooms.size, connections: sockets.size, waitingBytes: commits.waitingBytes }),
    async close() {
      isClosing = true
      for (const socket of sockets) socket.close(CLOSED.restarting)
      await news.close()
      await caretaker.finish(options.patience ?? 8_000)
      commits.stop()
      for (let patience = 0; wss.clients.size > 0 && patience < 50; patience++) await sleep(20)
      for (const ws of wss.clients) ws.terminate()
      await relay.close()
      // Not awaited where a statement hangs: it ends with the process.
      await Promise.race([writer.close(), sleep(1_000, undefined, { ref: false })])
    },
  }
}

/** Who made an edit; null: nobody that came over a socket. */
function originUser(origin: unknown): string | null {
  const from = origin as { connection?: { context: RoomContext } } | null
  return from?.connection?.context.userId ?? null
}
