import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { findChromium } from '../scripts/test/find-chromium.ts'
import { findAdapter } from './experiments/adapter.ts'
import { CPU, type Column, GPU, compareLibraries, median } from './experiments/compute.ts'
import { installPeers, servePages } from './experiments/pages.ts'
import { measureReading } from './experiments/reading.ts'
import { TASKS, type TaskName } from './experiments/subject.ts'
import { type Goal, closeBench, printTable } from './report.ts'

/**
 * Experiments in Chromium: the compute library against TensorFlow.js, ONNX Runtime Web and plain loops on the
 * same work, on WebGPU and on the CPU; then what a reader waits for and downloads. `--real-gpu` takes the
 * machine's own GPU instead of SwiftShader, and with `--peak GFLOPS` prints the share of a card's peak that
 * the table does not know. `--skip-pages` leaves the reader's part out: it needs no database.
 */
const { values } = parseArgs({
  options: {
    'real-gpu': { type: 'boolean', default: false },
    peak: { type: 'string' },
    'skip-pages': { type: 'boolean', default: false },
  },
})
const round = (value: number, digits = 2) => Number(value.toFixed(digits))

const GPU_ARGS = values['real-gpu']
  ? ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--use-angle=vulkan', '--ignore-gpu-blocklist']
  : ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']

const OPERATIONS: Partial<Record<TaskName, number>> = { 'matmul 512': 2 * 512 ** 3, 'matmul 1024': 2 * 1024 ** 3 }

function printTimes(title: string, columns: readonly Column[]): void {
  printTable(
    [`${title}: median ms (first call)`, ...columns.map(({ label }) => label)],
    TASKS.map((task) => [
      task,
      ...columns.map(({ times, firstMs }) =>
        times[task] ? `${round(median(times[task]))} (${round(firstMs[task] ?? 0, 0)})` : '–',
      ),
    ]),
  )
}

/** How many times as fast ours is as a peer. */
function ratio(columns: readonly Column[], task: TaskName, peer: string): number {
  const of = (name: string) => median(columns.find((column) => column.name === name)?.times[task])
  return round(of(peer) / of('ours'))
}

function goalsOf(columns: readonly Column[], device: string, wanted: [TaskName, string, number][]): Goal[] {
  return wanted.map(([task, peer, least]) => {
    const value = ratio(columns, task, peer)
    return { name: `${device}, ${task}: times as fast as ${peer}`, value, goal: `>= ${least}`, ok: value >= least }
  })
}

async function main(): Promise<boolean> {
  installPeers()
  const executablePath = findChromium() ?? undefined
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-background-networking', ...GPU_ARGS],
  })
  const goals: Goal[] = []
  const extra: Record<string, unknown> = {}
  try {
    const probe = await servePages()
    const adapter = await findAdapter(browser, probe.url, values.peak ? Number(values.peak) : null)
    probe.close()

    const cpu = await compareLibraries(browser, CPU)
    printTimes('CPU', cpu)
    goals.push(
      ...goalsOf(cpu, 'CPU', [
        ['matmul 512', 'tfjs', 0.9],
        ['matmul 512', 'ort', 0.9],
        ['matmul 1024', 'tfjs', 0.9],
        ['matmul 1024', 'ort', 0.9],
        ['matmul 1024', 'plain', 10],
        ['training step', 'tfjs', 1],
      ]),
    )
    extra.cpu = cpu

    if (adapter) {
      console.log(`WebGPU adapter: ${adapter.label}${adapter.isFallback ? ' (an emulation on the CPU)' : ''}\n`)
      const gpu = await compareLibraries(browser, GPU)
      printTimes('WebGPU', gpu)
      goals.push(
        ...goalsOf(
          gpu,
          'WebGPU',
          TASKS.flatMap((task): [TaskName, string, number][] =>
            task === 'training step'
              ? [[task, 'tfjs', 1]]
              : [
                  [task, 'tfjs', 1],
                  [task, 'ort', 1],
                ],
          ),
        ),
      )
      if (!adapter.isFallback) {
        const rates = Object.entries(OPERATIONS).map(([task, operations]) => {
          const gflops = operations / median(gpu[0]?.times[task as TaskName]) / 1e6
          const share = adapter.peakGflops ? `${round((100 * gflops) / adapter.peakGflops, 1)} %` : 'peak not known'
          return [task, round(gflops, 0), share]
        })
        printTable([`ours on ${adapter.label}`, 'GFLOP/s', 'of the peak'], rates)
      }
      Object.assign(extra, { adapter, gpu })
    } else {
      console.log('This browser offers no WebGPU adapter.\n')
      goals.push({ name: 'WebGPU adapters', value: 0, goal: '>= 1', ok: false })
    }

    if (!values['skip-pages']) {
      const reading = await measureReading(browser)
      printTable(['what a reader waits for, CPU', ''], reading.rows)
      goals.push(...reading.goals)
      extra.reading = reading.rows
    }
    return closeBench('experiments', goals, extra)
  } finally {
    await browser.close()
  }
}

process.exitCode = (await main()) ? 0 : 1
