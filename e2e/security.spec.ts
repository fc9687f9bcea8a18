import { SEED_LIST, expect, test } from './fixtures.ts'
import { seedPaper, shareSeed } from './seed.ts'

test.describe('every page', () => {
  test('carries a policy that forbids scripts without a nonce or a hash', async ({ page, as }) => {
    await as('ADMIN')
    const paths = ['/', `/l/${SEED_LIST}`, '/sign-in', '/nowhere', `/s/${await shareSeed({ includeNotes: true })}`]
    for (const path of paths) {
      const response = await page.goto(path)
      const policy = response?.headers()['content-security-policy'] ?? ''
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? ''
      expect(scripts, path).toMatch(/'nonce-|'sha256-/)
      expect(scripts, path).not.toContain('unsafe')
      expect(policy, path).toContain("frame-ancestors 'none'")
      expect(response?.headers()['x-content-type-options'], path).toBe('nosniff')
      expect(response?.headers()['referrer-policy'], path).toBeTruthy()
    }
  })

  test('runs under its policy and asks no third party for anything', async ({ page, as, baseURL }) => {
    await as('ADMIN')
    const wrong: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || /content security policy/i.test(message.text())) wrong.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(baseURL ?? '') && !/^(data|blob):/.test(request.url())) wrong.push(request.url())
    })
    const paper = await seedPaper('Learning without training')
    const shared = await shareSeed({ includeNotes: true })
    const list = `/l/${SEED_LIST}`
    const paths = [
      list,
      `${list}/p/${paper.id}`,
      `${list}/p/${paper.id}/note`,
      `${list}/import`,
      `${list}/members`,
      `${list}/sharing`,
      `${list}/settings`,
      '/account',
      `/s/${shared}`,
      `/s/${shared}/p/${paper.id}`,
    ]
    for (const path of paths) await page.goto(path, { waitUntil: 'networkidle' })
    expect(wrong).toEqual([])
  })

  test('a nonce is never used twice', async ({ request }) => {
    const nonce = async () =>
      /'nonce-([^']+)'/.exec((await request.get('/sign-in')).headers()['content-security-policy'] ?? '')?.[1]
    expect(await nonce()).not.toBe(await nonce())
  })
})

test('a form of another site cannot change anything', async ({ request, as }) => {
  await as('ADMIN')
  const answer = await request.post(`/l/${SEED_LIST}/settings`, {
    headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    form: { title: 'Taken over' },
  })
  expect(answer.status()).toBe(403)
})

test('a page that is not there and a list that is not yours answer alike', async ({ page, as }) => {
  await as('VIEWER')
  const missing = await page.goto('/l/no-such-list')
  expect(missing?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('health answers without a session', async ({ request }) => {
  expect((await request.get('/api/health/live')).status()).toBe(200)
  expect((await request.get('/api/health/ready')).status()).toBe(200)
})
