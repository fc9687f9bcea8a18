import { buildList, buildSession, buildUser } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { SEED_LIST, expect, test } from './fixtures.ts'
import { shareSeed } from './seed.ts'
import { startAnother } from './start-another.ts'
import { startTlsProxy } from './tls-proxy.ts'

const ODD = ['%00', '%E0%A4%A', '%ZZ', '%', '%ED%A0%80', '-'.repeat(900), '%22%27%5C', 'x'.repeat(3000), '%F0%9D%94%BD']

test('an odd address or search is answered with a sentence, on every page, and never fails', async ({ page, as }) => {
  await as('ADMIN')
  const shared = `/s/${await shareSeed({ includeNotes: true })}`
  const list = `/l/${SEED_LIST}`
  const bases = [
    ...['', '/sign-in', '/account', '/experiments', '/nowhere', '/api/auth/callback', '/refused/404'],
    ...[list, `${list}/p`, `${list}/import`, `${list}/sharing`, `${list}/experiments`, `${list}/add`],
    ...[shared, `${shared}/p`, `${shared}/assets`, `${shared}/unlock`],
  ]
  const parameters = ['q', 'section', 'after', 'year', 'venue', 'removed', 'paper', 'find', 'token', 'email', 'next']
  const failed: string[] = []
  const ask = async (url: string) => {
    const answer = await page.request.get(url, { maxRedirects: 0 })
    if (answer.status() >= 500) failed.push(`${answer.status()} ${url.slice(0, 200)}`)
  }
  for (const base of bases) {
    for (const odd of ODD) {
      await ask(`${base}/${odd}`)
      await ask(
        `${base || '/'}?${parameters
          .map((name) => `${name}=${odd}`)
          .join('&')
          .slice(0, 7000)}`,
      )
    }
  }
  expect(failed).toEqual([])
  await page.goto(`${list}?q=${'-'.repeat(900)}`)
  await expect(page.getByRole('heading', { name: 'No paper matches' })).toBeVisible()
})

test('a form that is refused before it is read says so where it was sent from', async ({ page, as }) => {
  const list = await buildList({ title: 'Small forms' })
  await as('ADMIN', list.slug)
  await page.goto(`/l/${list.slug}/settings`)
  const macros = page.getByLabel('TeX macros')
  await macros.evaluate((field: HTMLTextAreaElement) => {
    field.value = 'x'.repeat(1_500_000)
  })
  await page.getByRole('button', { name: /save/i }).first().click()
  await expect(page.getByText('This is too large: at most 1 MB.')).toBeVisible()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Small forms')
})

test('nobody makes the server decode a picture, and a stranger is heard out for one megabyte', async ({ request }) => {
  const shared = `/s/${await shareSeed({ includeNotes: true })}`
  const picture = `?url=${encodeURIComponent(`${shared}/assets/${'0'.repeat(64)}`)}&w=640&q=75`
  for (const path of ['/_next/image', '/_next/image/', '/_next/im%61ge']) {
    expect((await request.get(`${path}${picture}`, { maxRedirects: 0 })).status(), path).toBe(404)
  }
  const data = Buffer.alloc(2_000_000)
  for (const path of ['/', '/sign-in', shared, `/l/${SEED_LIST}/settings`]) {
    expect((await request.post(path, { data })).status(), path).toBe(413)
  }
  expect((await request.post(`/l/${SEED_LIST}/import`, { data })).status()).toBe(401)
  const fields = Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`f${n}`, 'x']))
  const many = await request.post(`/l/${SEED_LIST}/import`, { multipart: fields })
  expect([401, 413]).toContain(many.status())
})

test('a shared page with words added to its address is the same page, and runs', async ({ page }) => {
  const wrong: string[] = []
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  const shared = `/s/${await shareSeed({ includeNotes: true })}`
  const tags = []
  for (const query of ['', '?x=1', '?utm_source=mail&x=2', '?q=']) {
    tags.push((await page.goto(`${shared}${query}`, { waitUntil: 'networkidle' }))?.headers().etag)
  }
  expect(new Set(tags).size).toBe(1)
  expect(tags[0]).toBeTruthy()
  expect(wrong).toEqual([])
})

test('an action that leads to another page works behind a proxy that speaks TLS', async ({ browser }) => {
  const proxy = await startTlsProxy()
  const said: string[] = []
  const app = await startAnother({
    env: { APP_URL: proxy.url, TRUSTED_PROXIES: '1' },
    onError: (text) => said.push(text),
  })
  proxy.leadTo(app.url)
  const context = await browser.newContext({ ignoreHTTPSErrors: true, baseURL: proxy.url })
  try {
    const admin = await buildUser({ isInstallationAdmin: true })
    const { sessionToken } = await buildSession(admin.id)
    const cookie = { name: '__Secure-next-auth.session-token', value: sessionToken, url: proxy.url }
    await context.addCookies([{ ...cookie, httpOnly: true, secure: true, sameSite: 'Lax' }])
    const page = await context.newPage()
    await page.goto('/new')
    const sent = page.waitForRequest((request) => request.headers()['next-action'] !== undefined)
    await page.getByLabel('Title').fill('Behind a proxy')
    await page.getByRole('button', { name: 'Make the list' }).click()
    await expect(page).toHaveURL(`${proxy.url}/l/behind-a-proxy`)
    await expect(page.getByRole('heading', { name: 'Behind a proxy' }).first()).toBeVisible()

    // The same action asked for at a page that has it not is handed on to the one that has it.
    const request = await sent
    const { 'next-action': action = '', 'content-type': type = '' } = request.headers()
    const data = Buffer.from(
      (request.postDataBuffer() ?? Buffer.alloc(0)).toString('latin1').replace('Behind a proxy', 'Handed on by it'),
      'latin1',
    )
    const headers = { 'next-action': action, 'content-type': type, accept: 'text/x-component', origin: proxy.url }
    const answer = await context.request.post('/account', { headers, data })
    expect(answer.headers()['x-action-redirect']).toContain('/l/handed-on-by-it')
    expect(await prisma().list.count({ where: { slug: 'handed-on-by-it' } })).toBe(1)
    expect(said.join('')).not.toMatch(/failed to|ERR_|SSL/)
  } finally {
    await context.close()
    await app.stop(true)
    proxy.stop()
  }
})
