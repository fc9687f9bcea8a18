import { once } from 'node:events'
import { type AddressInfo, type Socket, connect, createServer } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { prisma } from '#prisma/client.ts'
import { listenForNotifications } from './notifications.ts'

const opened = new Set<Socket>()
let letThrough: () => void

/** A way to the database that hands on nothing before `letThrough` is called. */
async function slowWay() {
  const database = new URL(process.env.DATABASE_URL ?? '')
  const through = new Promise<void>((resolve) => (letThrough = resolve))
  const server = createServer((inner) => {
    opened.add(inner)
    inner.pause()
    void through.then(() => {
      const outer = connect(Number(database.port), database.hostname)
      opened.add(outer)
      for (const socket of [inner, outer]) socket.on('error', () => undefined)
      inner.pipe(outer)
      outer.pipe(inner)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  database.hostname = '127.0.0.1'
  database.port = String((server.address() as AddressInfo).port)
  return { url: database.href, server }
}

afterEach(() => {
  for (const socket of opened) socket.destroy()
  opened.clear()
})

const nothing = { message: () => undefined, ready: () => undefined, lost: 'lost' }

describe('listening to the database', () => {
  it('hears what is told, and ends when it is closed', async () => {
    const heard: string[] = []
    let isReady = false
    const on = { ...nothing, message: (text: string) => heard.push(text), ready: () => (isReady = true) }
    const messages = listenForNotifications(process.env.DATABASE_URL ?? '', 'of_this_test', on)
    await vi.waitUntil(() => isReady, { timeout: 10_000 })
    await prisma().$executeRaw`select pg_notify('of_this_test', 'hello')`
    await vi.waitUntil(() => heard.length > 0, { timeout: 10_000 })
    await messages.close()
    expect([heard, messages.isListening()]).toEqual([['hello'], false])
  })

  it('ends also where it is closed while it connects, as after the database was away', async () => {
    const { url, server } = await slowWay()
    const messages = listenForNotifications(url, 'of_this_test', nothing)
    await once(server, 'connection')
    const closed = messages.close()
    letThrough()
    await closed
    expect(messages.isListening()).toBe(false)
    server.close()
  })

  it('and where nobody answers while it connects', async () => {
    const { url, server } = await slowWay()
    const messages = listenForNotifications(url, 'of_this_test', nothing)
    await once(server, 'connection')
    await messages.close()
    expect(messages.isListening()).toBe(false)
    server.close()
  })
})
