import { transform } from 'esbuild'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  type HarnessRun,
  WEBGPU_ARGS,
  describeIn,
  experimentText,
  leakThroughLibrary,
  openHarness,
  openTrap,
  readLab,
  runIn,
} from './lab-harness.ts'

const isRoot = process.getuid?.() === 0
test.use({
  launchOptions: ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...(isRoot ? ['--no-sandbox'] : []), ...WEBGPU_ARGS] }),
})

test.beforeEach(async ({ page, baseURL }) => openHarness(page, baseURL ?? ''))

const ADDING = `
const np = context.jax.numpy
let x = np.ones([32, 32])
for (let i = 0; i < 10; i++) {
  x = np.matmul(x.ref, x).mul(1 / 32)
  context.point('f', 's', i, 1)
  await context.tick(i / 10)
}
context.measure('c', (await np.mean(x).data())[0])`

/** Runs hostile code and then a friendly one: the page never stood still, the hostile frame is gone, the next run works. */
async function contain(page: Page, run: Omit<HarnessRun, 'code'> & { body: string }) {
  const { body, ...rest } = run
  const outcome = await runIn(page, { ...rest, code: { text: experimentText(body) } })
  expect(outcome.standstill, 'the page kept its beat').toBeLessThan(1000)
  const next = await runIn(page, { code: { text: experimentText(ADDING) } })
  expect(next.end).toMatchObject({ state: 'finished', result: { verdicts: [{ outcome: 'holds', value: 1 }] } })
  await expect(page.locator('iframe')).toHaveCount(0)
  return outcome
}

test('an experiment computes on every device, and says which it was', async ({ page }) => {
  const code = { text: experimentText(ADDING) }
  for (const [device, label] of [
    ['wasm', /^CPU: WebAssembly/],
    ['plain', /^CPU: plain/],
    ['webgpu', /^GPU emulated on the CPU: /],
    // An emulated GPU is never chosen by itself.
    ['auto', /^CPU: WebAssembly/],
  ] as const) {
    const { end, points, stages } = await runIn(page, { code, device })
    if (end.state !== 'finished') throw new Error(JSON.stringify(end))
    expect(end.result.device.label).toMatch(label)
    expect(end.result.verdicts).toMatchObject([{ claim: 'c', outcome: 'holds' }])
    expect(points).toBe(10)
    expect(stages).toContain('running')
  }
})

test('an endless loop ends, by itself and when the reader cancels', async ({ page }) => {
  const silent = await contain(page, { body: 'for (;;);', limits: { silentSeconds: 2 } })
  expect(silent.end).toMatchObject({ state: 'failed', kind: 'silent' })
  expect(silent.milliseconds).toBeLessThan(6000)
  const cancelled = await contain(page, { body: 'for (;;);', cancelAfter: 500 })
  expect(cancelled.end).toEqual({ state: 'cancelled' })
  expect(cancelled.milliseconds).toBeLessThan(4000)
  const polite = await contain(page, { body: 'for (;;) await context.tick()', cancelAfter: 500 })
  expect(polite.end).toEqual({ state: 'cancelled' })
})

test('a run that takes too long ends', async ({ page }) => {
  const { end } = await contain(page, { body: 'for (;;) await context.tick()', limits: { seconds: 1 } })
  expect(end).toMatchObject({ state: 'failed', kind: 'time', message: expect.stringContaining('1 seconds') })
})

test('memory without bound is refused: arrays of its own, of the library on the CPU, and on the GPU', async ({
  page,
}) => {
  const hog = `const all = []
    const data = new Float32Array(1 << 20)
    for (;;) {
      const one = context.jax.numpy.array(data).mul(2)
      await context.jax.blockUntilReady(one)
      all.push(one)
      await context.tick()
    }`
  for (const device of ['wasm', 'webgpu']) {
    const { end } = await contain(page, { body: hog, device, limits: { megabytes: 96 } })
    expect(end).toMatchObject({ state: 'failed', kind: 'memory', message: expect.stringContaining('may hold 96 MiB') })
  }
  const own = 'const all = []; for (;;) { all.push(new Float64Array(4e6).fill(1)); await context.tick() }'
  expect((await contain(page, { body: own })).end).toMatchObject({ state: 'failed', kind: 'memory' })
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
  const running = runIn(page, { code: { text }, description, cancelAfter: 2500 })
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
  expect((await running).standstill).toBeLessThan(1000)
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

test('what is sent through the context is held to a rate, however fast it comes', async ({ page }) => {
  for (const body of [
    'for (let i = 0; ; i++) { context.point("f", "s", i, i); context.metric("m" + i, i); context.row("t", { a: i }) }',
    'const pixels = { width: 1000, height: 1000, rgba: new Uint8ClampedArray(4e6) }; for (;;) context.image("i", pixels)',
    'for (;;) console.log("x")',
  ]) {
    const { end } = await contain(page, { body, limits: { seconds: 2, silentSeconds: 2 } })
    expect(end).toMatchObject({ state: 'failed', kind: expect.stringMatching(/time|silent/) })
  }
})

test('junk is dropped and too much of it ends the run, even where an author could send at will', async ({ page }) => {
  const computeUrl = await leakThroughLibrary(page, 'globalThis.send = postMessage.bind(globalThis)')
  const some = 'for (const junk of [1, null, {}, [], "x", "{}", \'{"type":"evil"}\', "[1"]) send(junk);'
  const few = await runIn(page, { code: { text: experimentText(some + ADDING) }, computeUrl })
  expect(few.end).toMatchObject({ state: 'finished', result: { verdicts: [{ outcome: 'holds' }] } })
  for (const body of [
    'for (let i = 0; ; i++) { send("[" + i); await new Promise((done) => setTimeout(done, 5)) }',
    'const big = "x".repeat(5e6); for (;;) send(big)',
    'for (;;) send({ deep: [[[1]]] })',
    `for (;;) send('{"type":"alive"}')`,
  ]) {
    const { end, standstill, milliseconds } = await runIn(page, { code: { text: experimentText(body) }, computeUrl })
    expect(end).toMatchObject({ state: 'failed', kind: 'author' })
    expect(milliseconds).toBeLessThan(5000)
    expect(standstill).toBeLessThan(1000)
    // What was sent before the worker's end may keep the frames' process, never the page, for some seconds.
    await expect(async () => {
      const next = await runIn(page, { code: { text: experimentText(ADDING) } })
      expect(next.end).toMatchObject({ state: 'finished' })
    }).toPass()
  }
})

test('a forged end changes no verdict: the page judges by itself', async ({ page }) => {
  const computeUrl = await leakThroughLibrary(page, 'globalThis.send = postMessage.bind(globalThis)')
  const verdict = { claim: 'c', outcome: 'holds', value: 99, note: null }
  const message = JSON.stringify({ type: 'events', events: [{ type: 'verdict', verdict }] })
  const body = `send(${JSON.stringify(message)}); send('{"type":"ready","device":{"kind":"webgpu","label":"GPU: the best","fallbackAdapter":false}}')`
  const { end } = await contain(page, { body, computeUrl })
  expect(end).toMatchObject({
    state: 'finished',
    result: { device: { kind: 'wasm' }, verdicts: [{ outcome: 'does not hold', value: 99 }] },
  })
})

test('a lost GPU is tried once more, then the CPU is offered', async ({ page }) => {
  // No author's code gets at the library's device otherwise.
  const leak = `{ const own = GPUAdapter.prototype.requestDevice
    GPUAdapter.prototype.requestDevice = async function (d) { return (globalThis.leaked = await own.call(this, d)) } }`
  const computeUrl = await leakThroughLibrary(page, leak)
  const body = 'await context.tick(); leaked.destroy(); for (;;) await context.tick()'
  const { end, notices } = await contain(page, { body, device: 'webgpu', computeUrl })
  expect(end).toMatchObject({ state: 'failed', kind: 'device-lost', tryInstead: 'wasm' })
  expect(notices).toEqual(['The GPU was lost; the run started once more.'])
  const again = await runIn(page, { code: { text: experimentText(ADDING) }, device: 'webgpu' })
  expect(again.end).toMatchObject({ state: 'finished' })
})

test('an error comes with its line in the TypeScript', async ({ page }) => {
  const source = `import { defineExperiment } from '#lib/gpu/contract.ts'\n\ntype Nothing = {\n  here: string\n}\n\n${experimentText(
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

test('runs of one page take turns, rest while it is hidden, and go on', async ({ page }) => {
  const body =
    'for (let i = 0; i < 40; i++) { context.point("f", "s", i, i); await new Promise((done) => setTimeout(done, 20)); await context.tick(i / 40) }'
  const result = await page.evaluate(
    async ([lab, text]) => {
      type Progress = { stage: string; ahead: number; figures: { f: { series: { s: unknown[] } } } }
      type Lab = {
        describeCode(a: unknown, t: string): Promise<{ description: unknown }>
        startRun(r: unknown, h: { onProgress(p: Progress): void }): { done: Promise<{ state: string }> }
      }
      const runner = (window as never as { lab: Lab }).lab
      const { description } = await runner.describeCode(lab, text)
      const request = { assets: lab, code: { text }, description, parameters: {}, seed: 1, device: 'wasm' }
      const log: string[] = []
      let points = 0
      const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
      const until = async (stage: string) => {
        for (let tries = 0; tries < 200 && !log.includes(stage); tries++) await wait(20)
      }
      const hide = (hidden: boolean) => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }
      const follow = (name: string) => ({
        onProgress(progress: Progress) {
          if (name === 'first') points = progress.figures.f.series.s.length
          const entry = `${name} ${progress.stage}${progress.ahead ? ` behind ${progress.ahead}` : ''}`
          if (log.at(-1) !== entry) log.push(entry)
        },
      })
      const first = runner.startRun(request, follow('first'))
      const second = runner.startRun(request, follow('second'))
      await until('first running')
      hide(true)
      await until('first paused')
      const atPause = points
      await wait(600)
      const afterPause = points
      hide(false)
      const ends = [(await first.done).state, (await second.done).state]
      return { log, atPause, afterPause, points, ends }
    },
    [readLab(), experimentText(body)] as const,
  )
  expect(result.ends).toEqual(['finished', 'finished'])
  expect(result.log).toContain('second waiting behind 1')
  expect(result.log.indexOf('second running')).toBeGreaterThan(result.log.indexOf('first ended'))
  expect(result.afterPause).toBe(result.atPause)
  expect(result.atPause).toBeLessThan(40)
  expect(result.points).toBe(40)
})
