import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { type HeldBody, holdBody } from './hold-body.ts'

const server = createServer()
server.listen(0, '127.0.0.1')

/** A body that is still being sent when it is found too large. */
async function sendTooMuch(longestRest: number) {
  const seen = Promise.withResolvers<ServerResponse>()
  const result: { done?: Promise<HeldBody>; held: HeldBody | null } = { held: null }
  server.once('request', (request: IncomingMessage, response: ServerResponse) => {
    const makeRoom = () => {
      setImmediate(seen.resolve, response)
      return true
    }
    const limits = { bytes: 1_000, fields: 10, depth: 10 }
    result.done = holdBody(request, limits, { longestRest, makeRoom }).then((held) => (result.held = held))
  })
  const { port } = server.address() as AddressInfo
  const client = httpRequest({ host: '127.0.0.1', port, method: 'POST', agent: false })
  client.on('error', () => undefined)
  client.write(Buffer.alloc(2_000))
  return { client, response: await seen.promise, result }
}

it('who sends too much is answered when they have sent it all: with an earlier answer they might be cut off', async () => {
  const { client, response, result } = await sendTooMuch(60_000)
  expect(result.held).toBeNull()
  client.end(Buffer.alloc(2_000))
  expect(await result.done).toBe('bytes')
  response.end()
  await once(client, 'response')
})

it('who never stops is answered all the same', async () => {
  const { client, response, result } = await sendTooMuch(1)
  expect(await result.done).toBe('bytes')
  response.end()
  client.destroy()
  server.close()
})
