// inputs: components/experiments/runner/** e2e/experiments-frame.slow.spec.ts e2e/fixtures.ts e2e/lab-contain.ts e2e/lab-harness.ts experiments/** lib/experiments/runtime/** package-lock.json scripts/build-experiments.ts scripts/lab-inputs.ts scripts/tune-compute.ts server/http/**
import { expect, test } from './fixtures.ts'
import { ADDING, contain } from './lab-contain.ts'
import { WEBGPU_ARGS, experimentText, leakThroughLibrary, openHarness, readLab, runIn } from './lab-harness.ts'

// What a hostile experiment may try, on every device, and what befalls one that is not; what tells most is in
// experiments-frame.spec.ts, which every run of the tests includes.
const isRoot = process.getuid?.() === 0
test.use({
  ownBrowser: true,
  launchOptions: ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...(isRoot ? ['--no-sandbox'] : []), ...WEBGPU_ARGS] }),
})

test.beforeEach(async ({ page, baseURL }) => openHarness(page, baseURL ?? ''))

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
    // Junk is no sign of life: on a busy machine the run would else be ended for its silence first.
    const limits = { seconds: 120, silentSeconds: 120 }
    const { end, beats } = await runIn(page, { code: { text: experimentText(body) }, computeUrl, limits })
    expect(end).toMatchObject({ state: 'failed', kind: 'author' })
    expect(beats.all).toBeGreaterThan(0)
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
