import { type TaskLimits, type TaskPlace, workPool } from './pool.ts'

type Work = (input: never) => unknown

/**
 * Makes of a function in a file of its own a task of the worker pool:
 * `defineTask<typeof readWork>({ file: 'lib/x/read-work.ts', name: 'readWork', … })`. Import only its type
 * where the task is defined: the main thread then never loads what does the work. Input and output are
 * structured-cloned, so they hold data, not functions.
 * @returns asks for the work; throws what the work throws as an AppError, and WorkError where it goes over
 * a limit or too much is waiting.
 */
export function defineTask<F extends Work>(
  task: TaskPlace & TaskLimits,
): (...input: Parameters<F>) => Promise<Awaited<ReturnType<F>>> {
  const { file, name, ...limits } = task
  return (...[input]) => workPool().run({ file, name }, limits, input) as Promise<Awaited<ReturnType<F>>>
}
