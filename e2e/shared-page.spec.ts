import { expect, test } from './fixtures.ts'
import { sharedPage } from './shared-page.ts'

test('a page that stories share forgets one before the next', async ({ browser, baseURL }) => {
  const shared = sharedPage(browser, baseURL ?? '', { viewport: { width: 800, height: 600 } })
  try {
    const first = await shared.take()
    await first.goto('/sign-in')
    await first.context().addCookies([{ name: 'kept', value: '1', url: baseURL ?? '', httpOnly: true }])
    await first.evaluate(async () => {
      localStorage.setItem('kept', '1')
      sessionStorage.setItem('kept', '1')
      await caches.open('kept')
      await new Promise((resolve, reject) => {
        Object.assign(indexedDB.open('kept'), { onsuccess: resolve, onerror: reject })
      })
    })
    await first.context().route('**/api/health/live', (route) => route.fulfill({ body: 'kept' }))
    await first.route('**/api/health/ready', (route) => route.fulfill({ body: 'kept' }))
    await first.setViewportSize({ width: 400, height: 600 })
    await first.emulateMedia({ colorScheme: 'dark' })
    await shared.clear()

    const next = await shared.take()
    // Else it would not be what this story is about.
    expect(next).toBe(first)
    await next.goto('/sign-in')
    const found = await next.evaluate(async () => ({
      local: Object.keys(localStorage).includes('kept'),
      session: Object.keys(sessionStorage).includes('kept'),
      caches: await caches.keys(),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      answers: await Promise.all(['live', 'ready'].map(async (of) => (await fetch(`/api/health/${of}`)).text())),
      width: innerWidth,
      isDark: matchMedia('(prefers-color-scheme: dark)').matches,
    }))
    expect(found).toMatchObject({ local: false, session: false, caches: [], databases: [], width: 800, isDark: false })
    expect(found.answers).not.toContain('kept')
    expect((await next.context().cookies()).map(({ name }) => name)).not.toContain('kept')
  } finally {
    await shared.drop()
  }
})
