import { type Browser, type Page } from 'playwright'
import { servePages, type SubjectName } from './pages.ts'
import { TASKS, type TaskName } from './subject.ts'

/** One library on one device, with the ms of every round. */
export type Column = {
  name: SubjectName
  device: string
  label: string
  times: Partial<Record<TaskName, number[]>>
  firstMs: Partial<Record<TaskName, number>>
}

export const CPU: [SubjectName, string][] = [
  ['ours', 'wasm'],
  ['tfjs', 'wasm'],
  ['ort', 'wasm'],
  ['plain', ''],
]
export const GPU: [SubjectName, string][] = [
  ['ours', 'webgpu'],
  ['tfjs', 'webgpu'],
  ['ort', 'webgpu'],
]

/** Rounds of each task: the quick ones more often, for their times scatter more. */
const ROUNDS: Record<TaskName, { wasm: number; webgpu: number }> = {
  'matmul 512': { wasm: 41, webgpu: 7 },
  'matmul 1024': { wasm: 15, webgpu: 3 },
  'softmax 4096×1024': { wasm: 11, webgpu: 5 },
  'training step': { wasm: 61, webgpu: 9 },
}
/** Plain loops take seconds over what takes the others milliseconds. */
const PLAIN_ROUNDS = 3
/** Results are compared to this, relative: sums of a thousand f32 products in another order. */
const SAME = 1e-3

type Bench = {
  subject: { start(device: string): Promise<string>; run(task: string): Promise<{ ms: number; check: number }> }
}

async function open(browser: Browser, url: string, name: SubjectName, device: string) {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${url}/${name}`)
  await page.waitForFunction(() => 'subject' in globalThis)
  const label = await page.evaluate((wanted) => (globalThis as unknown as Bench).subject.start(wanted), device)
  const column: Column = { name, device, label, times: {}, firstMs: {} }
  return { page, column }
}

const runOnce = (page: Page, task: TaskName) =>
  page.evaluate((name) => (globalThis as unknown as Bench).subject.run(name), task)

const can = (name: SubjectName, task: TaskName) => task !== 'training step' || name === 'ours' || name === 'tfjs'

/**
 * Lets every library do every task, a round of each in turn, so that whatever else the machine does falls on all.
 * @throws Error where two of them do not get the same numbers.
 */
export async function compareLibraries(browser: Browser, subjects: [SubjectName, string][]): Promise<Column[]> {
  const pages = await servePages()
  try {
    const opened = []
    for (const [name, device] of subjects) opened.push(await open(browser, pages.url, name, device))
    for (const task of TASKS) {
      const able = opened.filter(({ column }) => can(column.name, task))
      const checks = new Map<string, number>()
      for (const { page, column } of able) {
        const { ms, check } = await runOnce(page, task)
        column.firstMs[task] = ms
        column.times[task] = []
        checks.set(column.label, check)
      }
      const [expected = Number.NaN] = checks.values()
      for (const [label, check] of checks)
        if (!(Math.abs(check - expected) <= SAME * Math.abs(expected)))
          throw new Error(`${task}: ${label} gets ${check}, where ${expected} was expected.`)
      const rounds = ROUNDS[task][subjects === GPU ? 'webgpu' : 'wasm']
      for (let round = 0; round < rounds; round++) {
        for (const { page, column } of able) {
          if (column.name === 'plain' && round >= PLAIN_ROUNDS) continue
          column.times[task]?.push((await runOnce(page, task)).ms)
        }
      }
    }
    for (const { page } of opened) await page.context().close()
    return opened.map(({ column }) => column)
  } finally {
    pages.close()
  }
}

/** In ms; NaN where it was not measured. */
export function median(numbers: readonly number[] | undefined): number {
  return numbers?.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
