import { RunRecord } from '#lib/experiments/runtime/run-record.ts'
import { Attempt } from './attempt.ts'
import { listDevices } from './list-devices.ts'
import { takeTurn } from './turns.ts'
import type { RunEnd, RunHandle, RunHandlers, RunProgress, RunRequest } from './types.ts'

const EVERY_MS = 50
/** A GPU that is lost again and again is left alone. */
const MOST_LOSSES = 2
let losses = 0

async function chooseDevice(asked: RunRequest['device']) {
  if (asked !== 'auto') return asked
  return (await listDevices()).find(({ isDefault }) => isDefault)?.kind ?? 'plain'
}

/**
 * Runs an experiment once, sealed off, when its turn on this page comes. Nothing is loaded before. A lost
 * GPU is tried once more with a new worker; a hidden page's run rests.
 */
export function startRun(request: RunRequest, handlers: RunHandlers = {}): RunHandle {
  let attempt: Attempt | null = null
  let ahead = 0
  let notice: string | null = null
  let isCancelled = false
  let isPaused = false
  let isOver = false
  let told: ReturnType<typeof setTimeout> | undefined
  const before = new RunRecord(request.description)

  const progress = (): RunProgress => {
    const record = attempt?.record ?? before
    return {
      stage: isOver ? 'ended' : (attempt?.stage ?? 'waiting'),
      ahead,
      fraction: record.fraction,
      doing: record.doing,
      device: attempt?.device ?? null,
      milliseconds: attempt?.milliseconds ?? 0,
      figures: record.takeFigures(),
      verdicts: record.verdicts(),
      metrics: record.metrics(),
      notice,
    }
  }
  let lastStage: RunProgress['stage'] | null = null
  const tell = () => {
    clearTimeout(told)
    told = undefined
    const now = progress()
    lastStage = now.stage
    handlers.onProgress?.(now)
  }
  // What is drawn can wait; that a run has begun is told even where it ends within the same moment.
  const changed = () => {
    if (attempt && attempt.stage !== lastStage && !isOver) tell()
    else told ??= setTimeout(tell, EVERY_MS)
  }
  const turn = takeTurn((now) => {
    ahead = now
    changed()
  })

  const obeyPause = () => {
    if (isPaused || document.hidden) attempt?.pause()
    else attempt?.resume()
  }
  document.addEventListener('visibilitychange', obeyPause)

  const attemptOn = (kind: Awaited<ReturnType<typeof chooseDevice>>): Promise<RunEnd> => {
    attempt = new Attempt(request, kind, changed)
    if (isPaused || document.hidden) attempt.pause()
    changed()
    return attempt.done
  }

  async function run(): Promise<RunEnd> {
    await turn.come
    ahead = 0
    const kind = isCancelled ? 'plain' : await chooseDevice(request.device)
    if (isCancelled) return { state: 'cancelled' }
    const end = await attemptOn(kind)
    if (isCancelled || end.state !== 'failed' || kind !== 'webgpu') return end
    if (end.kind === 'device-lost' && ++losses <= MOST_LOSSES) {
      notice = 'The GPU was lost; the run started once more.'
      return attemptOn(kind)
    }
    if (end.kind === 'blocked' && request.device === 'auto') {
      notice = `The GPU could not be used, so this runs on the CPU. (${end.message})`
      return attemptOn('wasm')
    }
    return end
  }

  const done = run()
    .catch((error: unknown): RunEnd => {
      const message = error instanceof Error ? error.message : String(error)
      return { state: 'failed', kind: 'blocked', message, line: null, tryInstead: null }
    })
    .then((end) => {
      isOver = true
      document.removeEventListener('visibilitychange', obeyPause)
      turn.leave()
      tell()
      return end
    })

  return {
    cancel() {
      if (isCancelled) return
      isCancelled = true
      // One that waits for its turn never takes it; one that runs makes room when it has ended.
      if (attempt) attempt.cancel()
      else turn.leave()
    },
    pause() {
      isPaused = true
      obeyPause()
    },
    resume() {
      isPaused = false
      obeyPause()
    },
    done,
  }
}
