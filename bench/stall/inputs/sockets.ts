import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { NOTES_PATH } from '#lib/notes/room-name.ts'
import { authFrame, syncFrame } from '../../../realtime/raw-client.fixture.ts'
import { prepareEdits } from '../../notes/clients.ts'
import { cookieOf } from '../http.ts'
import type { Kind, Played, Who, World } from '../input.ts'

type Opened = { ws: WebSocket; status: number; reason: string | null }

/** Opens a socket, or is told why not. */
function open(world: World, who: Who): Promise<Opened> {
  const ws = new WebSocket(`${world.url.replace('http', 'ws')}${NOTES_PATH}`, {
    headers: { ...cookieOf(world, who), origin: world.url },
    perMessageDeflate: false,
    handshakeTimeout: 20_000,
  })
  return new Promise((done) => {
    const opened: Opened = { ws, status: 0, reason: null }
    ws.on('error', () => done(opened))
    ws.on('close', (_code, reason) => {
      opened.reason ??= reason.toString()
    })
    ws.on('open', () => done(Object.assign(opened, { status: 101 })))
    ws.on('unexpected-response', (_request, response) => {
      let body = ''
      response.on('data', (part: Buffer) => (body += part.toString()))
      response.on('end', () => done(Object.assign(opened, { status: response.statusCode ?? 0, reason: body.trim() })))
    })
  })
}

/** What was refused, if anything: a socket that was not opened, or that was closed with a reason. */
function told(all: readonly Opened[], ms: number): Played {
  const refused = all.find(({ status, reason }) => status !== 101 || reason !== null)
  const sentence = refused?.reason || null
  for (const { ws } of all) ws.terminate()
  return { isRefused: refused !== undefined, sentence, status: refused?.status ?? 101, ms }
}

async function sendFrames(world: World, frames: readonly Uint8Array[], wait: number): Promise<Played> {
  const opened = await open(world, 'member')
  const startedAt = performance.now()
  const closed = new Promise<void>((done) => opened.ws.once('close', () => done()))
  if (opened.status === 101) {
    opened.ws.send(authFrame(world.list.room))
    opened.ws.send(syncFrame(world.list.room, 0, Uint8Array.of(0)))
    await sleep(200)
    for (const frame of frames) if (opened.ws.readyState === WebSocket.OPEN) opened.ws.send(frame)
    await Promise.race([closed, sleep(wait)])
  }
  const wasClosed = opened.reason !== null
  return told([opened], wasClosed ? Math.max(0, performance.now() - startedAt - 200) : 0)
}

const edit = (world: World, text: string) => syncFrame(world.list.room, 2, prepareEdits([text])[0] ?? Uint8Array.of())

export const socketKinds: Kind[] = [
  {
    name: 'sockets of a stranger',
    who: 'stranger',
    unit: 'sockets',
    from: 100,
    to: 800,
    play: async (world, size) => {
      const startedAt = performance.now()
      const all = await Promise.all(Array.from({ length: size }, () => open(world, 'stranger')))
      return told(all, performance.now() - startedAt)
    },
  },
  {
    name: 'sockets of a member',
    who: 'member',
    unit: 'sockets',
    from: 20,
    to: 160,
    play: async (world, size) => {
      const startedAt = performance.now()
      const all = await Promise.all(Array.from({ length: size }, () => open(world, 'member')))
      const ms = performance.now() - startedAt
      await sleep(200)
      return told(all, ms)
    },
  },
  {
    name: 'a big frame',
    who: 'member',
    unit: 'bytes',
    from: 500_000,
    to: 8_000_000,
    play: (world, size) => sendFrames(world, [Buffer.alloc(size, 1)], 800),
  },
  {
    name: 'a big edit',
    who: 'member',
    unit: 'characters',
    from: 100_000,
    to: 1_600_000,
    play: (world, size) => sendFrames(world, [edit(world, 'a'.repeat(size))], 800),
  },
  {
    name: 'frames as fast as they go',
    who: 'member',
    unit: 'frames',
    from: 250,
    to: 4_000,
    play: (world, size) => {
      const frames = prepareEdits(Array.from({ length: size }, (_, at) => `${at} `))
      return sendFrames(
        world,
        frames.map((each) => syncFrame(world.list.room, 2, each)),
        1_000,
      )
    },
  },
  {
    name: 'an edit of many little pieces',
    who: 'member',
    unit: 'pieces',
    from: 500,
    to: 8_000,
    play: (world, size) =>
      sendFrames(
        world,
        prepareEdits(Array.from({ length: size }, (_, at) => `${at}`))
          .slice(-1)
          .concat([edit(world, '*a_ '.repeat(size))])
          .map((bytes, at) => (at === 0 ? syncFrame(world.list.room, 2, bytes) : bytes)),
        800,
      ),
  },
]
