// inputs: components/experiments/runner/** e2e/experiments-backends.slow.spec.ts e2e/fixtures.ts e2e/lab-harness.ts experiments/** lib/experiments/runs/agreement.ts lib/experiments/runtime/** package-lock.json scripts/build-experiments.ts scripts/lab-inputs.ts scripts/tune-compute.ts server/http/**
import { compareRuns } from '#lib/experiments/runs/agreement.ts'
import type { RunResult } from '#lib/experiments/runtime/result.ts'
import { expect, test } from './fixtures.ts'
import { WEBGPU_ARGS, openHarness, readLab, runIn } from './lab-harness.ts'

const isRoot = process.getuid?.() === 0
test.use({
  ownBrowser: true,
  launchOptions: ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...(isRoot ? ['--no-sandbox'] : []), ...WEBGPU_ARGS] }),
})

/** Every experiment that lies on disk, as a page would run it, where the folder's tests in Node cannot go. */
for (const { slug, url, description } of readLab().experiments) {
  test(`${slug} comes to the same numbers on WebAssembly and on WebGPU`, async ({ page, baseURL }) => {
    await openHarness(page, baseURL ?? '')
    const results: RunResult[] = []
    for (const device of ['wasm', 'webgpu']) {
      const limits = { seconds: 120, silentSeconds: 30 }
      const run = { code: { url }, description, parameters: { ...description.quick }, device, limits }
      const { end } = await runIn(page, run)
      if (end.state !== 'finished') throw new Error(`${device}: ${JSON.stringify(end)}`)
      results.push(end.result)
    }
    const [wasm, webgpu] = results
    expect(webgpu?.device.kind).toBe('webgpu')
    const outcomes = (result?: RunResult) => result?.verdicts.map(({ claim, outcome }) => [claim, outcome])
    expect(outcomes(webgpu)).toEqual(outcomes(wasm))
    const runs = results.map((result, at) => ({ ...result, id: String(at) }))
    const [comparison] = compareRuns(runs, description)
    expect(comparison?.compared).toBeGreaterThan(0)
    expect(comparison?.disagreements).toEqual([])
  })
}
