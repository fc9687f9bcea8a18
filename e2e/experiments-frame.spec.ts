import { transform } from 'esbuild'
import { expect, test } from './fixtures.ts'
import { ADDING, contain } from './lab-contain.ts'
import { cancelIn, describeIn, experimentText, openHarness, openTrap, runIn } from './lab-harness.ts'

// On WebAssembly only: the other devices, and more of what a hostile experiment may try, are in
// experiments-frame.slow.spec.ts.
test.use({ ownBrowser: true })

test.beforeEach(async ({ page, baseURL }) => openHarness(page, baseURL ?? ''))

test('an endless loop ends, by itself and when the reader cancels', async ({ page }) => {
  const silent = await contain(page, { body: 'for (;;);', limits: { silentSeconds: 2 } })
  expect(silent.end).toMatchObject({ state: 'failed', kind: 'silent' })
  // Two seconds of it, in steps of 20 ms.
  expect(silent.beats.running).toBeGreaterThan(10)
  const cancelled = await contain(page, { body: 'for (;;);', isCancelled: true })
  expect(cancelled.end).toEqual({ state: 'cancelled' })
  const polite = await contain(page, { body: 'for (;;) await context.tick()', isCancelled: true })
  expect(polite.end).toEqual({ state: 'cancelled' })
})

test('a run that takes too long ends', async ({ page }) => {
  const { end } = await contain(page, { body: 'for (;;) await context.tick()', limits: { seconds: 1 } })
  expect(end).toMatchObject({ state: 'failed', kind: 'time', message: expect.stringContaining('1 seconds') })
})

test('nothing reaches the network, whatever it tries', async ({ page }) => {
  const trap = await openTrap()
  const body = `
    const url = 'http://${trap.host}/'
    const tries = {
      fetch: () => fetch(url), blind: () => fetch(url, { mode: 'no-cors' }),
      xhr: () => new Promise((yes, no) => { const x = new XMLHttpRequest(); x.onload = yes; x.onerror = () => no(new Error('refused')); x.open('GET', url); x.send() }),
      socket: () => new Promise((yes, no) => { const s = new WebSocket('ws://${trap.host}/'); s.onopen = yes; s.onerror = () => no(new Error('refused')) }),
      events: () => new Promise((yes, no) => { const s = new EventSource(url); s.onopen = yes; s.onerror = () => no(new Error('refused')) }),
      transport: () => new WebTransport('https://${trap.host}/').ready,
      scripts: () => importScripts(url), module: () => import(url),
      nested: () => new Worker(url), peer: () => new RTCPeerConnection(),
      shared: () => new SharedWorker(url),
      away: () => { self.location.href = url; throw new Error('still here') },
      blobbed: () => import(URL.createObjectURL(new Blob(['await fetch("' + url + '")'], { type: 'text/javascript' }))),
    }
    let refused = 0
    for (const [name, attempt] of Object.entries(tries)) {
      try { await Promise.race([attempt(), new Promise((_, no) => setTimeout(() => no(new Error('late')), 1500))]); context.row('t', { a: name }) }
      catch { refused++ }
    }
    context.metric('refused', refused)
    context.metric('tried', Object.keys(tries).length)`
  const { end } = await contain(page, { body })
  if (end.state !== 'finished') throw new Error(JSON.stringify(end))
  expect(end.result.figures.t).toEqual({ kind: 'table', rows: [] })
  const [refused, tried] = end.result.metrics
  expect(refused?.value).toBe(tried?.value)
  expect(trap.hits()).toBe(0)

  // The frame itself: author's code never runs there, and it has nowhere to go.
  const text = experimentText('for (;;) await context.tick()')
  // Described beforehand, so that the one frame there is belongs to the run.
  const { description } = await describeIn(page, text)
  await expect(page.locator('iframe')).toHaveCount(0)
  const running = runIn(page, { code: { text }, description })
  await expect.poll(() => page.frames().length).toBe(2)
  const frame = page.frames().find((one) => one !== page.mainFrame())
  await frame
    ?.evaluate(async (url) => {
      new Image().src = url
      navigator.sendBeacon(url)
      await fetch(url).catch(() => undefined)
      window.open(url)
      location.href = url
    }, `http://${trap.host}/`)
    .catch(() => undefined)
  await cancelIn(page)
  expect((await running).end).toEqual({ state: 'cancelled' })
  // Time enough for what the frame has asked for: another run from its beginning to its end.
  expect((await runIn(page, { code: { text: experimentText(ADDING) } })).end).toMatchObject({ state: 'finished' })
  // Chromium may open a connection ahead of the navigation that it then refuses; nothing is said over it.
  expect(trap.requests()).toBe(0)
  // It does hear who speaks.
  await fetch(`http://${trap.host}/`).catch(() => undefined)
  expect(trap.requests()).toBe(1)
  trap.close()
})

test('nothing of the app is in reach: no cookies, no storage, no page, no other worker', async ({
  page,
  context,
  baseURL,
}) => {
  await context.addCookies([{ name: 'session', value: 'secret', url: baseURL ?? '' }])
  await page.evaluate(() => localStorage.setItem('secret', 'secret'))
  const body = `
    const read = (name, look) => { let found; try { found = String(look()) } catch (error) { found = error.name } context.row('t', { a: name, found }) }
    read('origin', () => self.origin)
    for (const name of ['document', 'parent', 'top', 'window', 'localStorage', 'sessionStorage', 'cookieStore', 'Worker', 'SharedWorker', 'BroadcastChannel', 'WebAssembly', 'OffscreenCanvas', 'GPUDevice', 'importScripts', 'postMessage'])
      read(name, () => typeof self[name])
    read('gpu', () => typeof navigator.gpu)
    read('device', () => typeof context.jax.getWebGPUDevice)
    read('indexedDB', () => indexedDB.open('x'))
    read('caches', () => caches)
    read('eval', () => eval('1'))
    read('Function', () => new Function('return 1')())`
  const { end } = await contain(page, { body })
  if (end.state !== 'finished' || end.result.figures.t?.kind !== 'table') throw new Error(JSON.stringify(end))
  const found = Object.fromEntries(end.result.figures.t.rows.map(({ a, found }) => [a, found]))
  const { origin, indexedDB, caches, eval: evaluated, Function: made, ...types } = found
  expect(origin).toBe('null')
  expect([indexedDB, caches]).toEqual(['SecurityError', 'SecurityError'])
  expect([evaluated, made]).toEqual(['EvalError', 'EvalError'])
  expect(Object.entries(types).filter(([, type]) => type !== 'undefined')).toEqual([])
})

test('an error comes with its line in the TypeScript', async ({ page }) => {
  const source = `import { defineExperiment } from '#lib/experiments/runtime/contract.ts'\n\ntype Nothing = {\n  here: string\n}\n\n${experimentText(
    'const value: Nothing | null = null\nawait context.tick()\ncontext.point("g", "s", 1, 1)\nvoid value',
  )
    .replace('export default {', 'export default defineExperiment({')
    .replace(/\} \}\n$/, '} })\n')
    .replace('run(context)', 'run(context: never)')}`
  const { code } = await transform(source, { loader: 'ts', sourcemap: 'inline', sourcefile: 'experiment.ts' })
  const line = source.split('\n').findIndex((text) => text.includes('context.point')) + 1
  const { end } = await runIn(page, { code: { text: code } })
  expect(end).toMatchObject({
    state: 'failed',
    kind: 'author',
    line,
    message: expect.stringContaining('no figure “g”'),
  })
})

test('a text that is no experiment is told so without being run', async ({ page }) => {
  const describe = (text: string) => describeIn(page, text)
  expect(await describe('export default 3')).toMatchObject({
    ok: false,
    message: expect.stringContaining('defineExperiment'),
  })
  expect(await describe('\n\nnull.x')).toMatchObject({ ok: false, line: 3 })
  expect(await describe('for (;;);')).toMatchObject({ ok: false, message: expect.stringContaining('took too long') })
  expect(await describe(experimentText('').replace("'T'", "''"))).toMatchObject({
    ok: false,
    message: expect.stringContaining('at title'),
  })
  expect(await describe(experimentText(''))).toMatchObject({ ok: true, description: { title: 'T' } })
})
