import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainUnreadable } from './listen.ts'

let server: Server

beforeAll(async () => {
  server = createServer((_request, response) => response.end('fine'))
  explainUnreadable(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => void server.close())

async function say(request: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.end(request)
  return text(socket)
}

describe('a request that cannot be read', () => {
  it('is answered with a sentence where its headers are too large', async () => {
    const answer = await say(`GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=${'0-0,'.repeat(8_000)}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/)
    expect(answer).toMatch(/\r\n\r\nThe headers of this request are too large\.\n$/)
  })

  it('is answered with a sentence where it is no HTTP', async () => {
    expect(await say('HELLO\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 [^]*\r\n\r\nThis request cannot be read: it is not HTTP\.\n$/,
    )
  })
})
