import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** The heap of a thread above which it is tidied after a task, in bytes. */
const LARGE = 96 * 1024 * 1024

let collect: (() => void) | null = null

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return (collect ??= runInNewContext('gc') as () => void)
}

/**
 * Gives back what a large task left in this thread's heap, once its answer is on its way. V8 collects a thread's old
 * generation only when the thread allocates more, so that each thread would keep the most it ever took.
 */
export function tidyHeap(): void {
  if (getHeapStatistics().total_heap_size > LARGE) setImmediate(() => collector()())
}
