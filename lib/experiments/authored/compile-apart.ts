import { AppError, isAppError } from '#lib/errors.ts'
import { defineTask } from '#lib/work/define-task.ts'
import { isWorkError } from '#lib/work/work-error.ts'
import type { Compiled } from './compile.ts'
import { MOST_SOURCE } from './compile-limits.ts'
import type { compileWork } from './compile-work.ts'

const compileTask = defineTask<typeof compileWork>({
  file: 'lib/experiments/authored/compile-work.ts',
  name: 'compileWork',
  lane: 'page',
  // An experiment of the longest length takes a tenth of it.
  cpuMs: 3000,
  outputBytes: 8 * MOST_SOURCE,
})

const TANGLED = 'This text is nested too deeply, or too tangled, to be compiled.'

/**
 * `compileExperiment` for texts from people, in the worker pool. A short text can keep the compiler busy
 * for ever, take all memory, or break it for every text after: none of that may reach the server.
 * @throws AppError invalid, with line and column where it is a mistake; too_large; rate_limited.
 */
export async function compileApart(source: string): Promise<Compiled> {
  if (source.length > MOST_SOURCE) throw new AppError('too_large', 'An experiment has at most 200,000 characters.')
  try {
    return await compileTask(source)
  } catch (error) {
    if (isAppError(error)) throw error
    if (isWorkError(error) && error.limit === 'busy')
      throw new AppError('rate_limited', 'Too many texts are being compiled right now. Try again in a moment.')
    // Over a limit, or the thread has ended with the compiler.
    throw new AppError('invalid', TANGLED, { fields: { source: TANGLED }, cause: error })
  }
}
