import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { AppError } from '#lib/errors.ts'
import { type Compiled, MOST_SOURCE } from './compile.ts'
import type { CompileAnswer } from './compile-worker.ts'

/** An experiment of the longest length takes a tenth of it. */
const MOST_MS = 3000
/** The first text waits for the thread to start. */
const START_MS = 10_000
const MOST_WAITING = 20
const MOST_MEGABYTES = 256

const tangled = () =>
  new AppError('invalid', 'This text is nested too deeply, or too tangled, to be compiled.', {
    fields: { source: 'This text is nested too deeply, or too tangled, to be compiled.' },
  })

let kept: Worker | null = null
let waiting = 0
let turn: Promise<unknown> = Promise.resolve()

function startWorker(): Worker {
  // Asked for this way, bundlers leave it alone: the thread runs the file on disk.
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  const file = join(/* turbopackIgnore: true */ process.cwd(), 'lib/experiments/compile-worker.ts')
  const resourceLimits = { maxOldGenerationSizeMb: MOST_MEGABYTES, maxYoungGenerationSizeMb: 32 }
  const worker = new Worker(file, { execArgv: ['--no-warnings'], resourceLimits })
  worker.unref()
  return worker
}

function ask(worker: Worker, source: string, ms: number): Promise<CompileAnswer | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ms)
    const settle = (answer: CompileAnswer | null) => {
      clearTimeout(timer)
      resolve(answer)
    }
    worker.removeAllListeners()
    worker.on('message', settle)
    worker.on('error', () => settle(null))
    worker.on('exit', () => settle(null))
    worker.postMessage(source)
  })
}

async function compileNow(source: string): Promise<Compiled> {
  const ms = kept ? MOST_MS : START_MS
  const worker = (kept ??= startWorker())
  const answer = await ask(worker, source, ms)
  if (!answer) {
    kept = null
    worker.removeAllListeners()
    worker.on('error', () => {})
    void worker.terminate()
    throw tangled()
  }
  if (answer.ok) return answer.compiled
  const { code, message, details } = answer
  throw new AppError(code, message, { details, ...(code === 'invalid' ? { fields: { source: message } } : {}) })
}

/**
 * `compileExperiment` for texts from people, in a thread of its own that may be given up. A short text can
 * keep the compiler busy for ever, take all memory, or break it for every text after (it is WebAssembly,
 * and its stack is small): none of that may reach the server.
 * @throws AppError invalid, with line and column where it is a mistake; too_large; rate_limited.
 */
export async function compileApart(source: string): Promise<Compiled> {
  if (source.length > MOST_SOURCE) throw new AppError('too_large', 'An experiment has at most 200,000 characters.')
  if (waiting >= MOST_WAITING)
    throw new AppError('rate_limited', 'Too many texts are being compiled right now. Try again in a moment.')
  waiting++
  const compiled = turn.then(() => compileNow(source)).finally(() => waiting--)
  turn = compiled.catch(() => undefined)
  return compiled
}
