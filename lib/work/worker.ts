import { pathToFileURL } from 'node:url'
import { threadId } from 'node:worker_threads'
import { isAppError } from '#lib/errors.ts'
import { isLargerThan } from './size.ts'
import { tidyHeap } from './tidy.ts'

/** What the pool sends to a thread. */
export type Order = {
  /** The file that does the work, absolute, and the name under which it exports the function. */
  file: string
  name: string
  input: unknown
  /** The most that comes back, in bytes. */
  outputBytes: number
  /** Shared with the pool: the thread's id, once the file is loaded and the work begins. */
  started: Int32Array
}

/** What comes back: errors of the domain lose their class on the way, so they travel as data. */
export type Answer =
  | { ok: true; value: unknown }
  | { ok: false; kind: 'output' }
  | {
      ok: false
      kind: 'app'
      code: string
      message: string
      fields: Record<string, string>
      details: unknown
    }

/** A thread of the pool: loads the file of a task once, and does what it is sent. */
export default async function work({ file, name, input, outputBytes, started }: Order): Promise<Answer> {
  const loaded = (await import(pathToFileURL(file).href)) as Record<string, (input: unknown) => unknown>
  const run = loaded[name]
  if (!run) throw new Error(`${file} exports no ${name}.`)
  Atomics.store(started, 0, threadId)
  try {
    const value = await run(input)
    return isLargerThan(value, outputBytes) ? { ok: false, kind: 'output' } : { ok: true, value }
  } catch (error) {
    if (!isAppError(error)) throw error
    const { code, message, fields, details } = error
    return { ok: false, kind: 'app', code, message, fields, details }
  } finally {
    tidyHeap()
  }
}
