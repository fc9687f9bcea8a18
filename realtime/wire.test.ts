import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Wire, framesOf } from './wire.ts'

/** A real connection: what the server's end writes to, and what the client's end reads. */
async function connect() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  const accepted = new Promise<{ ws: WebSocket; stream: Duplex }>((done) => {
    server.once('connection', (ws, request) => done({ ws, stream: request.socket }))
  })
  await once(server, 'listening')
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const read: Buffer[] = []
  client.on('message', (data: Buffer, isBinary: boolean) => {
    expect(isBinary).toBe(true)
    read.push(data)
  })
  const closed = once(client, 'close') as Promise<[number, Buffer]>
  return { ...(await accepted), read, closed, end: () => server.close() }
}

// Around each of the three forms of the length, and of what is copied.
const LENGTHS = [0, 1, 125, 126, 16_384, 16_385, 65_535, 65_536, 200_000]

it('is read by a WebSocket as the messages that were written, in their order, with what ws writes among them', async () => {
  const { ws, stream, read, closed, end } = await connect()
  const messages = LENGTHS.map((length) => randomBytes(length))
  const wire = new Wire()
  for (const message of messages) wire.write(stream, [message])
  ws.ping()
  wire.write(stream, messages)
  wire.write(stream, [])
  wire.write(stream, messages.toReversed())
  ws.close(4321, 'read it all')
  expect((await closed).map(String)).toEqual(['4321', 'read it all'])
  const expected = [...messages, ...messages, ...messages.toReversed()]
  expect(read.map((one) => one.length)).toEqual(expected.map((one) => one.length))
  expect(read.every((one, at) => expected[at]?.equals(one))).toBe(true)
  end()
})

it('writes one message to many from one frame, and small messages together', () => {
  const chunks: Uint8Array[] = []
  const sink = { cork: () => undefined, uncork: () => undefined, write: (chunk: Uint8Array) => chunks.push(chunk) > 0 }
  const wire = new Wire()
  const [message, other] = [randomBytes(50), randomBytes(50)]
  wire.write(sink, [message])
  wire.write(sink, [message])
  expect(chunks).toHaveLength(2)
  expect(chunks[0]).toBe(chunks[1])
  wire.write(sink, [message, other])
  expect(chunks).toHaveLength(3)
  expect(Buffer.compare(chunks[2] ?? Buffer.alloc(0), framesOf([message, other]))).toBe(0)
})
