import { once } from 'node:events'
import { type AddressInfo, type Socket, connect, createServer } from 'node:net'
import { buildList, buildMember, buildSession } from '#prisma/seed/builders.ts'
import { expect, test } from './fixtures.ts'
import { shareSeed } from './seed.ts'
import { startAnother } from './start-another.ts'

const AWAY = 'The database does not answer. Try again in a moment.'

/** A way to the tests' database that can be cut, as one that runs elsewhere can be. */
async function wayToDatabase() {
  const database = new URL(process.env.DATABASE_URL ?? '')
  const open = new Set<Socket>()
  let isCut = false
  const server = createServer((inner) => {
    if (isCut) return inner.destroy()
    const outer = connect(Number(database.port), database.hostname)
    for (const [socket, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(database)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    cut: () => {
      isCut = true
      for (const socket of open) socket.destroy()
    },
    mend: () => {
      isCut = false
    },
    stop: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

test('while the database does not answer, pages say so with status 503, and come back with it', async ({ browser }) => {
  const way = await wayToDatabase()
  const said: string[] = []
  const app = await startAnother({ env: { DATABASE_URL: way.url }, onError: (text) => said.push(text) })
  const context = await browser.newContext({ baseURL: app.url })
  try {
    const list = await buildList({ title: 'Reading group' })
    const { user } = await buildMember(list.id, 'MEMBER')
    const { sessionToken } = await buildSession(user.id)
    await context.addCookies([{ name: 'next-auth.session-token', value: sessionToken, url: app.url, httpOnly: true }])
    const shared = `/s/${await shareSeed({ includeNotes: true })}`
    const page = await context.newPage()
    await page.goto('/')
    const link = page.getByRole('link', { name: 'Reading group' }).first()
    await expect(link).toBeVisible()

    way.cut()
    await link.click()
    await expect(page.getByRole('heading', { name: AWAY })).toBeVisible()
    for (const path of ['/', `/l/${list.slug}`, `/l/${list.slug}/settings`, '/account', shared]) {
      const answer = await page.goto(path)
      expect([path, answer?.status(), answer?.headers()['retry-after']]).toEqual([path, 503, '5'])
      await expect(page.getByRole('heading', { name: AWAY })).toBeVisible()
    }
    expect(said.join('')).not.toMatch(/page failed|\n\s+at /)

    way.mend()
    await page.goto(`/l/${list.slug}`)
    await expect(page.getByRole('heading', { name: 'Reading group' })).toBeVisible()
  } finally {
    await context.close()
    await app.stop(true)
    way.stop()
  }
})
