import type { FileResult } from './reports.ts'
import { type Command, runStep } from './step.ts'
import type { Tally } from './tally.ts'

export type Task = {
  name: string
  /** Tasks that must have ended before. */
  after?: string[]
  /** Tasks that must have passed before. */
  needs?: string[]
  /** Needs the whole machine: shows what it prints at once. */
  alone?: boolean
  commands: () => Command[]
  tally: (ok: boolean) => Tally
  files: () => FileResult[]
}

export type Done = { name: string; tally: Tally; files: FileResult[]; wallMs: number; cpuMs: number | null }

const title = (text: string) => `\n── ${text}`

async function run(root: string, task: Task): Promise<Done> {
  let commands: Command[]
  try {
    if (task.alone) console.log(title(task.name))
    commands = task.commands()
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    return { name: task.name, tally: { passed: 0, failed: 1 }, files: [], wallMs: 0, cpuMs: 0 }
  }
  const ended = await runStep(root, commands, task.alone ?? false)
  const tally = task.tally(ended.ok)
  const verdict = `${task.name}: ${tally.failed === 0 ? 'passed' : 'FAILED'} in ${(ended.wallMs / 1000).toFixed(1)} s`
  console.log(title(verdict))
  if (ended.output.trim()) console.log(ended.output.trimEnd())
  return { name: task.name, tally, files: task.files(), wallMs: ended.wallMs, cpuMs: ended.cpuMs }
}

const skipped = (task: Task, missing: string): Done => {
  console.log(title(`${task.name}: not run, for "${missing}" failed`))
  return { name: task.name, tally: { passed: 0, failed: 1 }, files: [], wallMs: 0, cpuMs: 0 }
}

/**
 * Runs tasks in their order, so many at a time, those that want to be alone after all others; a task that
 * fails keeps only those from running which need it. What each prints comes out in one piece.
 */
export async function runTasks(root: string, tasks: Task[], slots: number): Promise<Done[]> {
  const done: Done[] = []
  const waiting = tasks.filter((task) => !task.alone)
  const isOver = (name: string) => done.some((one) => one.name === name) || !tasks.some((task) => task.name === name)
  const failedBefore = (task: Task) =>
    task.needs?.find((name) => done.some((one) => one.name === name && one.tally.failed > 0))

  const finish = async (task: Task) => {
    const missing = failedBefore(task)
    done.push(missing ? skipped(task, missing) : await run(root, task))
  }
  const active = new Set<Promise<void>>()
  while (waiting.length > 0 || active.size > 0) {
    const next = waiting.findIndex((task) => [...(task.after ?? []), ...(task.needs ?? [])].every(isOver))
    if (active.size < slots && next >= 0) {
      const work: Promise<void> = finish(waiting.splice(next, 1)[0]!).finally(() => active.delete(work))
      active.add(work)
    } else if (active.size > 0) await Promise.race(active)
    else throw new Error(`These wait for each other: ${waiting.map(({ name }) => name).join(', ')}`)
  }
  for (const task of tasks.filter(({ alone }) => alone)) await finish(task)
  return done
}
