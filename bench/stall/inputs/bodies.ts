import { setTimeout as sleep } from 'node:timers/promises'
import { actionId } from '../forms.ts'
import { type Sent, sendAll } from '../http.ts'
import type { Kind, World } from '../input.ts'

const MB = 1024 * 1024
const PIECE = Buffer.alloc(64 * 1024, 'x')

const callHeaders = (world: World) => ({
  'content-type': 'text/plain;charset=UTF-8',
  'next-action': actionId(world, 'sign-in/actions.ts#requestLinkAction'),
})

function* pieces(size: number): Generator<Buffer> {
  for (let sent = 0; sent < size; sent += PIECE.length) yield PIECE
}

/** One byte after the other, each a while after the last, for three seconds. */
async function* drops(): AsyncGenerator<Buffer> {
  for (let at = 0; at < 30; at++) {
    yield Buffer.from('x')
    await sleep(100)
  }
}

const post = (path: string, rest: Partial<Sent>): Sent => ({ method: 'POST', path, ...rest })

export const bodyKinds: Kind[] = [
  {
    name: 'a huge body',
    who: 'stranger',
    unit: 'bytes',
    from: MB / 2,
    to: 32 * MB,
    play: (world, size) =>
      sendAll(world, [post('/sign-in', { body: Buffer.alloc(size, 'x'), headers: callHeaders(world) })]),
  },
  {
    name: 'a body without a length',
    who: 'stranger',
    unit: 'bytes',
    from: MB / 2,
    to: 32 * MB,
    play: (world, size) =>
      sendAll(world, [post('/sign-in', { chunks: () => pieces(size), headers: callHeaders(world) })]),
  },
  {
    name: 'a body to an interface',
    who: 'stranger',
    unit: 'bytes',
    from: MB / 4,
    to: 8 * MB,
    play: (world, size) => sendAll(world, [post('/api/auth/callback/email', { chunks: () => pieces(size) })]),
  },
  {
    name: 'huge bodies at once',
    who: 'stranger',
    unit: 'bodies of 20 MB',
    from: 1,
    to: 8,
    play: (world, size) =>
      sendAll(
        world,
        Array.from({ length: size }, () =>
          post('/sign-in', { chunks: () => pieces(20 * MB), headers: callHeaders(world) }),
        ),
      ),
  },
  {
    name: 'bodies that drip',
    who: 'stranger',
    unit: 'connections',
    from: 64,
    to: 256,
    // Nobody has to answer them: they are given up after a while.
    play: async (world, size) => {
      const all = Array.from({ length: size }, () =>
        post('/sign-in', { chunks: drops, headers: callHeaders(world), giveUpAfter: 4_000 }),
      )
      return { ...(await sendAll(world, all)), isRefused: false, ms: 0 }
    },
  },
]
