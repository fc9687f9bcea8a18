import type { FromWorker } from '#lib/experiments/runtime/messages.ts'

type Failed = Extract<FromWorker, { type: 'failed' }>

const OUT_OF_MEMORY = /out of memory|allocation failed|could not allocate|array length|WebAssembly\.Memory/i

/** Where in the author's code a stack comes from: the first of its places that is in the module of that address. */
function placeIn(stack: string, url: string): Failed['place'] {
  const at = stack.indexOf(`${url}:`)
  const found = at === -1 ? null : /^(\d+):(\d+)/.exec(stack.slice(at + url.length + 1))
  return found ? { line: Number(found[1]), column: Number(found[2]) } : null
}

/** Puts what an experiment threw, which may be anything, into words. */
export function readFailure(thrown: unknown, moduleUrl: string): Failed {
  let message = 'The experiment threw something that is no error.'
  let stack = ''
  try {
    if (thrown instanceof Error) {
      message = thrown.name === 'Error' ? thrown.message : `${thrown.name}: ${thrown.message}`
      stack = String(thrown.stack ?? '')
    } else message = String(thrown)
  } catch {
    // Its own getters threw.
  }
  const kind = thrown instanceof RangeError && OUT_OF_MEMORY.test(message) ? 'memory' : 'author'
  message = message.replaceAll(moduleUrl, 'the experiment').slice(0, 4000) || 'An error without a message.'
  return { type: 'failed', kind, message, place: placeIn(stack, moduleUrl) }
}
