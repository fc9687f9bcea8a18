import { createReadStream } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from 'playwright'
import { compareRuns } from '#lib/experiments/runs/agreement.ts'
import type { DeviceKind } from '#lib/experiments/runtime/contract.ts'
import type { LabEntry } from '#lib/experiments/runtime/lab.ts'
import type { RunResult } from '#lib/experiments/runtime/result.ts'
import { addLabHeaders } from '#server/http/lab-headers.ts'
import { WEBGPU_ARGS, openHarness, readLab, runIn } from '../e2e/lab-harness.ts'
import { findChromium } from '../scripts/test/find-chromium.ts'
import { type Goal, closeBench, printTable } from './report.ts'

/**
 * Every experiment's verdicts, run in the sealed frame as a reader's browser runs them: on WebAssembly with its
 * default parameters, and on WebGPU beside WebAssembly with the same ones. An emulated GPU takes the quick
 * parameters, but for those that `--whole` names.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2' },
    only: { type: 'string' },
    whole: { type: 'string', default: 'fully-sharded-data-parallel' },
  },
})
const seeds = values.seeds.split(',').map(Number)
const whole = new Set(values.whole.split(','))
const MINUTE = 60
const PUBLIC = join(import.meta.dirname, '../public')

/** What the app serves below /lab, with its headers. */
async function serveLab(): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    if (!/^\/lab\/[\w.-]+$/.test(path)) return void response.writeHead(404).end()
    addLabHeaders(response, path)
    response.setHeader('content-type', path.endsWith('.html') ? 'text/html' : 'text/javascript')
    createReadStream(join(PUBLIC, path))
      .on('error', () => response.destroy())
      .pipe(response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, server }
}

async function runOnce(
  browser: Browser,
  url: string,
  entry: LabEntry,
  run: { device: DeviceKind; seed: number; quick: boolean },
) {
  const page = await browser.newPage()
  try {
    await openHarness(page, url)
    const { end } = await runIn(page, {
      code: { url: entry.url },
      description: entry.description,
      parameters: run.quick ? { ...entry.description.quick } : {},
      device: run.device,
      seed: run.seed,
      limits: { seconds: 30 * MINUTE, silentSeconds: 60 },
    })
    if (end.state !== 'finished') throw new Error(`${entry.slug} on ${run.device}: ${JSON.stringify(end)}`)
    return end.result
  } finally {
    await page.close()
  }
}

const MARKS = { holds: 'holds', 'does not hold': 'DOES NOT HOLD', undecided: 'undecided' }

function printVerdicts(entry: LabEntry, title: string, results: RunResult[]): void {
  const heads = results.map(
    ({ device, seed, milliseconds }) => `${device.kind}, seed ${seed} (${(milliseconds / 1000).toFixed(1)} s)`,
  )
  const rows = Object.entries(entry.description.claims).map(([name, claim]) => [
    `${name} (${claim.source})`,
    `${claim.sense} ${claim.expected}${claim.tolerance > 0 ? ` ± ${claim.tolerance}` : ''}`,
    ...results.map((result) => {
      const verdict = result.verdicts.find((one) => one.claim === name)
      return verdict ? `${verdict.value === null ? '–' : verdict.value.toPrecision(3)} ${MARKS[verdict.outcome]}` : '–'
    }),
  ])
  console.log(
    `${entry.description.title}, ${title}; ${results
      .map(({ device }) => device.label)
      .filter((label, at, all) => all.indexOf(label) === at)
      .join(' / ')}`,
  )
  printTable(['claim', 'expected', ...heads], rows)
}

async function main(): Promise<boolean> {
  const { url, server } = await serveLab()
  const executablePath = findChromium() ?? undefined
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', ...WEBGPU_ARGS],
  })
  const goals: Goal[] = []
  const extra: Record<string, unknown> = {}
  try {
    for (const entry of readLab().experiments) {
      if (values.only && !values.only.split(',').includes(entry.slug)) continue
      const cpu: RunResult[] = []
      for (const seed of seeds) cpu.push(await runOnce(browser, url, entry, { device: 'wasm', seed, quick: false }))
      printVerdicts(entry, 'default parameters', cpu)
      const failed = cpu.flatMap(({ verdicts }) => verdicts.filter(({ outcome }) => outcome === 'does not hold'))
      goals.push({
        name: `${entry.slug}: claims that do not hold`,
        value: failed.length,
        goal: '= 0',
        ok: failed.length === 0,
      })

      const quick = !whole.has(entry.slug)
      const pairs: RunResult[] = []
      let disagreements = 0
      for (const seed of seeds) {
        const pair: RunResult[] = []
        for (const device of ['wasm', 'webgpu'] as const) {
          const known = quick || device === 'webgpu' ? null : cpu.find((one) => one.seed === seed)
          pair.push(known ?? (await runOnce(browser, url, entry, { device, seed, quick })))
        }
        const outcomes = pair.map(({ verdicts }) => JSON.stringify(verdicts.map(({ outcome }) => outcome)))
        const [comparison] = compareRuns(
          pair.map((result, at) => ({ ...result, id: String(at) })),
          entry.description,
        )
        disagreements += (comparison?.disagreements.length ?? 1) + (outcomes[0] === outcomes[1] ? 0 : 1)
        pairs.push(...pair)
      }
      printVerdicts(entry, quick ? 'quick parameters' : 'default parameters', pairs)
      goals.push({
        name: `${entry.slug}: disagreements of CPU and GPU`,
        value: disagreements,
        goal: '= 0',
        ok: disagreements === 0,
      })
      extra[entry.slug] = [...cpu, ...pairs].map(({ device, seed, parameters, verdicts, milliseconds }) => ({
        device,
        seed,
        parameters,
        verdicts,
        milliseconds,
      }))
    }
    return closeBench('verdicts', goals, extra)
  } finally {
    await browser.close()
    server.closeAllConnections()
    server.close()
  }
}

process.exitCode = (await main()) ? 0 : 1
