/** One library on one device, as the bench drives it inside a page of Chromium. */
export type Subject = {
  /** Starts the library; says where it computes. @throws where it cannot be had. */
  start(device: string): Promise<string>
  /** Runs one task once, to the last number read back; in ms, with a number by which results are compared. */
  run(task: TaskName): Promise<{ ms: number; check: number }>
}

export const TASKS = ['matmul 512', 'matmul 1024', 'softmax 4096×1024', 'training step'] as const
export type TaskName = (typeof TASKS)[number]

/** The first experiment's own sizes: batch B, tokens T = N + 1, entries e = d + 1, width m, heads h, hidden H. */
export const TRAINING = { batch: 128, examples: 50, dimension: 2, width: 32, heads: 4, hidden: 64 }
export const SOFTMAX = { rows: 4096, columns: 1024 }

/** Numbers in [−0.5, 0.5), the same for every library. */
export function numbers(length: number, seed: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(length)
  let state = seed >>> 0
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    values[at] = state / 4294967296 - 0.5
  }
  return values
}

/** What two libraries have to agree on: the mean of the absolute values. */
export function checkOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += Math.abs(values[at] ?? 0)
  return sum / values.length
}

/** Times a task; what it gives back has been read. */
export function timed(tasks: Record<TaskName, (() => Promise<ArrayLike<number>>) | null>): Subject['run'] {
  return async (name) => {
    const task = tasks[name]
    if (!task) throw new Error(`It cannot do ${name}.`)
    const startedAt = performance.now()
    const values = await task()
    const ms = performance.now() - startedAt
    return { ms, check: checkOf(values) }
  }
}
