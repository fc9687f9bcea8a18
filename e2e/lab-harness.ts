import { type Server, createServer } from 'node:net'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { build } from 'esbuild'
import type { LabManifest } from '#lib/experiments/runtime/lab.ts'
import type { RunLimits } from '#lib/experiments/runtime/limits.ts'
import type { RunEnd } from '#lib/experiments/runtime/run-end.ts'
import { contentSecurityPolicy } from '#server/http/security-headers.ts'

const ROOT = join(import.meta.dirname, '..')

/** A real WebGPU device without a GPU: Chromium's own emulation, which counts as a fallback adapter. */
export const WEBGPU_ARGS = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']

const ENTRY = `
import { startRun } from '#components/experiments/runner/start-run.ts'
import { describeCode } from '#components/experiments/runner/describe-code.ts'
import { listDevices } from '#components/experiments/runner/list-devices.ts'
const lab = { startRun, describeCode, listDevices, beats: 0 }
setInterval(() => lab.beats++, 20)
Object.assign(window, { lab })
`

export const readLab = () => JSON.parse(readFileSync(join(ROOT, 'public/lab/manifest.json'), 'utf8')) as LabManifest

let bundled: Promise<string> | null = null
async function bundleRunner(): Promise<string> {
  const result = await build({
    stdin: { contents: ENTRY, resolveDir: ROOT, loader: 'ts' },
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  })
  return result.outputFiles[0]?.text ?? ''
}

/**
 * Opens a page of the app's own origin, under the app's own policy, that holds the runner and nothing else.
 * The app itself has no such page: it exists in this browser only.
 */
export async function openHarness(page: Page, baseURL: string): Promise<void> {
  bundled ??= bundleRunner()
  const script = await bundled
  const headers = { 'Content-Security-Policy': contentSecurityPolicy({ scripts: '', styles: '' }, false) }
  await page.route('**/lab-harness.js', (route) => route.fulfill({ body: script, contentType: 'text/javascript' }))
  await page.route('**/lab-harness', (route) =>
    route.fulfill({
      headers,
      contentType: 'text/html',
      body: '<!doctype html><title>Harness</title><body><script src="/lab-harness.js"></script>',
    }),
  )
  await page.goto(`${baseURL}/lab-harness`)
  await page.waitForFunction(() => 'lab' in window)
}

export type HarnessRun = {
  code: { url: string } | { text: string }
  device?: string
  limits?: Partial<RunLimits>
  parameters?: Record<string, unknown>
  /** 1 where it is not given. */
  seed?: number
  description?: unknown
  /** Cancels it as soon as it computes. */
  isCancelled?: boolean
  /** Another compute library than the built one. */
  computeUrl?: string
}

/** What a text says about itself, read in a frame of its own. */
export const describeIn = (page: Page, text: string) =>
  page.evaluate(([assets, text]) => (window as never as { lab: HarnessLab }).lab.describeCode(assets, text), [
    readLab(),
    text,
  ] as const)

/** Runs an experiment in the harness; its description is read from its text where it is not given. */
export async function runIn(page: Page, run: HarnessRun) {
  const { compute, frame } = readLab()
  const assets = { frame, compute: run.computeUrl ? { ...compute, url: run.computeUrl } : compute }
  return page.evaluate(
    async ({ run, assets }) => {
      // The page's own types are the bundle's; here it is a bare object.
      const lab = (window as never as { lab: HarnessLab }).lab
      const described =
        run.description === undefined && 'text' in run.code ? await lab.describeCode(assets, run.code.text) : null
      const description = run.description ?? described?.description
      if (!description) throw new Error(`No description: ${described?.message}`)
      const values = Object.entries((description as { parameters: Record<string, { default: unknown }> }).parameters)
      const defaults = Object.fromEntries(values.map(([name, spec]) => [name, spec.default]))
      const notices: string[] = []
      const stages: string[] = []
      let points = 0
      const beatsBefore = lab.beats
      let beatsAtStart = 0
      const handle = lab.startRun(
        {
          assets,
          code: run.code,
          description,
          parameters: { ...defaults, ...run.parameters },
          seed: run.seed ?? 1,
          device: run.device ?? 'wasm',
          limits: run.limits,
        },
        {
          onProgress(progress) {
            if (progress.notice && !notices.includes(progress.notice)) notices.push(progress.notice)
            if (stages.at(-1) !== progress.stage) stages.push(progress.stage)
            if (progress.stage === 'running' && !beatsAtStart) {
              beatsAtStart = lab.beats
              if (run.isCancelled) handle.cancel()
            }
            for (const figure of Object.values(progress.figures))
              if (figure.kind === 'lines')
                points = Math.max(points, ...Object.values(figure.series).map((s) => s.length))
          },
        },
      )
      lab.cancel = () => handle.cancel()
      const end = await handle.done
      /** How often the page's own timer fired from the call to the end, and while the code ran: one that stands still has none. */
      const beats = { all: lab.beats - beatsBefore, running: lab.beats - beatsAtStart }
      return { end, notices, stages, points, beats }
    },
    { run, assets },
  )
}

/** Cancels the run that was started last. */
export const cancelIn = (page: Page) => page.evaluate(() => (window as never as { lab: HarnessLab }).lab.cancel?.())

type HarnessLab = {
  beats: number
  cancel?: () => void
  describeCode(
    assets: unknown,
    text: string,
  ): Promise<{ ok: boolean; description?: unknown; message?: string; line?: number | null }>
  listDevices(): Promise<{ kind: string; label: string; available: boolean; isDefault: boolean }[]>
  startRun(
    request: unknown,
    handlers: {
      onProgress(progress: {
        stage: string
        notice: string | null
        figures: Record<string, { kind: string; series: Record<string, unknown[]> }>
      }): void
    },
  ): {
    cancel(): void
    done: Promise<RunEnd>
  }
}

/** A server on this machine that nothing may reach: it counts whoever knocks, and whoever then says something. */
export async function openTrap(): Promise<{ host: string; hits(): number; requests(): number; close(): void }> {
  let hits = 0
  let requests = 0
  const server: Server = createServer((socket) => {
    hits++
    socket.on('error', () => undefined)
    socket.once('data', () => {
      requests++
      socket.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { host: `127.0.0.1:${port}`, hits: () => hits, requests: () => requests, close: () => server.close() }
}

/**
 * Serves the compute library with something that the lock would have kept from an author's code.
 * @returns its address, for `computeUrl`.
 */
export async function leakThroughLibrary(page: Page, leak: string): Promise<string> {
  const compute = readFileSync(join(ROOT, 'public', readLab().compute.url), 'utf8')
  const body = `${leak};\n${compute}`
  await page.route('**/lab/leaking.js', (route) => route.fulfill({ body, contentType: 'text/javascript' }))
  return '/lab/leaking.js'
}

/** The compiled text of an experiment whose `run` is `body`; line 1 is everything before it. */
export const experimentText = (body: string, more = '') =>
  `export default { title: 'T', question: 'Q?', paper: { title: 'P' }, parameters: {}, seed: 1, budget: { seconds: 5, megabytes: 40 }, agreement: 0.001, claims: { c: { source: 'Figure 1', statement: 's', measure: 'm', sense: 'at most', expected: 1, tolerance: 0.5 } }, figures: { f: { kind: 'lines', title: 'F', x: { label: 'x' }, y: { label: 'y' }, series: { s: { label: 's' } } }, i: { kind: 'image', title: 'I' }, t: { kind: 'table', title: 'T', columns: [{ key: 'a', label: 'a' }] } }, ${more} async run(context) {\n${body}\n} }\n`
