import type { FromFrame } from '#lib/experiments/runtime/messages.ts'

/**
 * The only script of the sealed frame, written into its page and allowed there by its hash. It starts
 * the worker in which an author's code runs, and stands between the worker and the page: texts pass,
 * at bounded size and rate. It never runs an author's code itself: in a frame a name server can still
 * be asked and the frame sent elsewhere, in the worker under this frame's policy nothing leaves.
 */
declare const WORKER_SOURCE: string
declare const MOST_CHARACTERS: number
declare const MOST_PER_SECOND: { messages: number; characters: number }

function connect(port: MessagePort): void {
  const say = (message: FromFrame) => port.postMessage(message)
  // A blob: worker is no secure context in Chromium and has no navigator.gpu; a data: worker has.
  const worker = new Worker(`data:text/javascript;charset=utf-8,${encodeURIComponent(WORKER_SOURCE)}`)
  say({ type: 'open' })
  let since = performance.now()
  let messages = 0
  let characters = 0
  let ended = false

  const end = () => {
    ended = true
    worker.terminate()
  }
  worker.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (ended) return
    const now = performance.now()
    if (now - since >= 1000) [since, messages, characters] = [now, 0, 0]
    messages++
    if (typeof data === 'string') characters += data.length
    if (messages > MOST_PER_SECOND.messages || characters > MOST_PER_SECOND.characters) {
      end()
      say({ type: 'flood' })
    } else if (typeof data !== 'string' || data.length > MOST_CHARACTERS) say({ type: 'junk' })
    else say({ type: 'worker', text: data })
  }
  worker.onmessageerror = () => say({ type: 'junk' })
  worker.onerror = (event) => {
    event.preventDefault()
    say({ type: 'broken', message: String(event.message ?? 'The worker could not start.').slice(0, 4000) })
  }
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'end') end()
    else worker.postMessage(data)
  }
}

let connected = false
addEventListener('message', (event) => {
  const [port] = event.ports
  if (connected || event.source !== parent || !port) return
  connected = true
  connect(port)
})
