import { parentPort } from 'node:worker_threads'
import { isAppError } from '#lib/errors.ts'
import { type Compiled, compileExperiment } from './compile.ts'

/** The thread of compile-apart.ts: takes texts, answers with what they compile to. */
export type CompileAnswer =
  | { ok: true; compiled: Compiled }
  | { ok: false; code: 'invalid' | 'too_large' | 'unavailable'; message: string; details: unknown }

parentPort?.on('message', (source: string) => {
  let answer: CompileAnswer
  try {
    answer = { ok: true, compiled: compileExperiment(source) }
  } catch (error) {
    // Anything else ends this thread: the compiler may be broken by now, and the next text gets a new one.
    if (!isAppError(error)) throw error
    const code = error.code === 'too_large' || error.code === 'unavailable' ? error.code : 'invalid'
    answer = { ok: false, code, message: error.message, details: error.details }
  }
  parentPort?.postMessage(answer)
})
