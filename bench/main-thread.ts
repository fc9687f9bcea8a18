import type { BrowserContext, CDPSession } from 'playwright'

/**
 * Of one key, in ms of the main thread's own time: all that it did, what it did after the key's own handling,
 * and of that the update of the preview: taking what was rendered, and the frames in which it is put into the
 * page, with all that they style, lay out and paint, the editor's share included.
 */
export type KeyCost = { whole: number; after: number; preview: number }

const MARK = 'preview updated'

/** Marks the tasks in which the preview is updated, from the next page that is opened on. */
export async function markPreview(context: BrowserContext): Promise<void> {
  await context.addInitScript((name) => {
    const mark = () => performance.mark(name)
    globalThis.Worker = class extends Worker {
      constructor(...of: ConstructorParameters<typeof Worker>) {
        super(...of)
        this.addEventListener('message', mark)
      }
    }
    new MutationObserver((changes) => {
      if (changes.some(({ target }) => target.parentElement?.closest('[aria-label="Preview"]'))) mark()
    }).observe(document, { childList: true, characterData: true, subtree: true })
  }, MARK)
}

type TraceEvent = {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  tdur?: number
  args?: { data?: { type?: string } }
}

const TASK = 'ThreadControllerImpl::RunTask'

async function readAll(cdp: CDPSession, handle: string): Promise<string> {
  let text = ''
  for (;;) {
    const { data, eof } = await cdp.send('IO.read', { handle })
    text += data
    if (eof) return text
  }
}

/**
 * What each key pressed during `press` cost the page's main thread, by Chromium's own trace. Times are the
 * thread's (tdur), so that whatever else the machine does meanwhile does not count. A key lasts until the
 * next one; its own handling are the tasks in which keyboard events are dispatched.
 */
export async function costOfKeys(cdp: CDPSession, press: () => Promise<void>): Promise<KeyCost[]> {
  await cdp.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'blink.user_timing'] },
  })
  await press()
  const complete = new Promise<{ stream?: string }>((done) => cdp.once('Tracing.tracingComplete', done))
  await cdp.send('Tracing.end')
  const { stream } = await complete
  if (!stream) throw new Error('Chromium gave no trace.')
  const { traceEvents } = JSON.parse(await readAll(cdp, stream)) as { traceEvents: TraceEvent[] }

  const isKey = ({ name, args }: TraceEvent) => name === 'EventDispatch' && /^key/.test(args?.data?.type ?? '')
  const down = traceEvents.filter((event) => isKey(event) && event.args?.data?.type === 'keydown')
  const [one] = down
  if (!one) throw new Error('The trace holds no key.')
  const here = traceEvents.filter(({ pid, tid }) => pid === one.pid && tid === one.tid)
  const handling = here.filter(isKey).map(({ ts }) => ts)
  const updates = here.filter(({ name }) => name === MARK).map(({ ts }) => ts)
  if (updates.length === 0) throw new Error('The trace holds no update of the preview.')
  const tasks = here.filter(({ name, ph, tdur }) => name === TASK && ph === 'X' && tdur !== undefined)
  const starts = down.map(({ ts }) => tasks.findLast((task) => task.ts <= ts)?.ts ?? ts).toSorted((a, b) => a - b)
  // The last key's end is not marked: it is left out.
  return starts.slice(0, -1).map((start, index) => {
    const cost = { whole: 0, after: 0, preview: 0 }
    for (const { ts, dur = 0, tdur = 0 } of tasks) {
      if (ts < start || ts >= (starts[index + 1] ?? 0)) continue
      cost.whole += tdur / 1000
      const holds = (times: number[]) => times.some((at) => at >= ts && at <= ts + dur)
      if (!holds(handling)) cost.after += tdur / 1000
      if (holds(updates)) cost.preview += tdur / 1000
    }
    return cost
  })
}
