import { isAppError } from '#lib/errors.ts'
import { type Compiled, compileExperiment } from './compile.ts'

/**
 * Compiles a member's text. Runs in the worker pool, whose thread it ends where the compiler itself fails:
 * it is WebAssembly, may be broken by then for every text after, and the pool starts another.
 */
export function compileWork(source: string): Compiled {
  try {
    return compileExperiment(source)
  } catch (error) {
    if (isAppError(error)) throw error
    process.exit(1)
  }
}
