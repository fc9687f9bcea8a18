import { inlineContract, versionOf } from '#lib/experiments/runtime/authored-code.ts'
import type { Device, DeviceKind } from '#lib/experiments/runtime/contract.ts'
import { MOST_JUNK, type RunLimits, limitsOf } from '#lib/experiments/runtime/limits.ts'
import { type FromFrame, type FromWorker, readWorkerMessage } from '#lib/experiments/runtime/messages.ts'
import { RunRecord } from '#lib/experiments/runtime/run-record.ts'
import { explainFailure } from './explain-failure.ts'
import { type FrameLink, openFrame } from './frame-link.ts'
import { loadText } from './load-text.ts'
import { RunClock } from './run-clock.ts'
import type { FailureKind, RunEnd, RunRequest, RunStage } from './types.ts'

const CHECK_MS = 250
const CANCEL_GRACE_MS = 1000
/** The library's first shaders are compiled before it says that it is ready. */
const START_SECONDS = 30

/** One try of a run: a frame and a worker of its own, watched until it ends. */
export class Attempt {
  readonly record: RunRecord
  readonly done: Promise<RunEnd>
  stage: RunStage = 'loading'
  device: Device | null = null
  readonly #request: RunRequest
  readonly #kind: DeviceKind
  readonly #limits: RunLimits
  readonly #changed: () => void
  readonly #clock = new RunClock()
  #finish: (end: RunEnd) => void = () => {}
  #link: FrameLink | null = null
  #code = { text: '', url: null as string | null }
  #timer: ReturnType<typeof setInterval> | undefined
  #checkedAt = performance.now()
  #heardAt = performance.now()
  #cancelledAt: number | null = null
  #wantsPause = false
  #junk = 0

  constructor(request: RunRequest, kind: DeviceKind, changed: () => void) {
    this.#request = request
    this.#kind = kind
    this.#limits = { ...limitsOf(request.description.budget, kind), ...request.limits }
    this.#changed = changed
    this.record = new RunRecord(request.description)
    this.done = new Promise((resolve) => (this.#finish = resolve))
    this.#start().catch((error: unknown) =>
      this.#fail('blocked', error instanceof Error ? error.message : String(error)),
    )
  }

  get milliseconds(): number {
    return this.#clock.milliseconds
  }

  cancel(): void {
    this.#cancelledAt ??= performance.now()
    if (this.#link) this.#link.post({ type: 'cancel' })
    else this.#end({ state: 'cancelled' })
  }

  pause(): void {
    this.#wantsPause = true
    this.#link?.post({ type: 'pause' })
  }

  resume(): void {
    this.#wantsPause = false
    // At once: a worker that keeps quiet about it would have all the time in the world.
    if (this.stage === 'paused') this.#clock.start()
    this.#link?.post({ type: 'resume' })
  }

  async #start(): Promise<void> {
    const { assets, code, parameters, seed } = this.#request
    const [compute, text] = await Promise.all([
      loadText(assets.compute.url),
      'url' in code ? loadText(code.url) : code.text,
    ])
    if (this.stage === 'ended') return
    this.#code = { text, url: 'url' in code ? code.url : null }
    this.#become('starting')
    const link = await openFrame(assets.frame.url, (message) => this.#hear(message))
    if ((this.stage as RunStage) === 'ended') return link.close()
    this.#link = link
    this.#heardAt = performance.now()
    this.#timer = setInterval(() => this.#check(), CHECK_MS)
    const { megabytes } = this.#limits
    const run = { compute, code: inlineContract(text), parameters, seed, device: this.#kind, megabytes }
    link.post({ type: 'run', ...run })
    if (this.#wantsPause) link.post({ type: 'pause' })
  }

  #check(): void {
    const now = performance.now()
    // Where this page itself stood still (a laptop's lid), the worker's words have yet to be read.
    if (now - this.#checkedAt > 3 * CHECK_MS + 1000) this.#heardAt = now
    this.#checkedAt = now
    const isStarting = this.stage === 'starting'
    const seconds = isStarting ? Math.max(START_SECONDS, this.#limits.silentSeconds) : this.#limits.silentSeconds
    if (this.#cancelledAt !== null && now - this.#cancelledAt >= CANCEL_GRACE_MS) this.#end({ state: 'cancelled' })
    else if (this.milliseconds > this.#limits.seconds * 1000)
      this.#fail('time', `The run took longer than its ${this.#limits.seconds} seconds and was ended.`)
    else if (now - this.#heardAt > seconds * 1000)
      this.#fail(
        'silent',
        `The run gave no sign of life for ${seconds} seconds and was ended: it may be in an endless loop without tick(), or out of memory.`,
      )
  }

  #hear(message: FromFrame | null): void {
    if (this.stage === 'ended') return
    if (message?.type === 'flood')
      return this.#fail('author', 'The experiment sent more than a page can take and was ended.')
    if (message?.type === 'broken') return this.#fail('blocked', message.message)
    const heard = message?.type === 'worker' ? readWorkerMessage(message.text) : null
    if (heard) return this.#understand(heard)
    this.#junk++
    if (this.#junk >= MOST_JUNK) this.#fail('author', 'The experiment sent messages that mean nothing and was ended.')
  }

  #understand(message: FromWorker): void {
    this.#heardAt = performance.now()
    switch (message.type) {
      case 'ready':
        if (this.device) return
        this.device = message.device
        this.#clock.start()
        return this.#become('running')
      case 'events':
        message.events.forEach((event) => this.record.apply(event))
        return this.#changed()
      case 'paused':
        // An author's code can say so to its own worker, and go on beside the run that waits.
        if (!this.#wantsPause) return
        this.#clock.stop()
        return this.#become('paused')
      case 'resumed':
        this.#clock.start()
        return this.#become('running')
      case 'finished':
        return this.#complete()
      case 'cancelled':
        if (this.#cancelledAt !== null) this.#end({ state: 'cancelled' })
        return
      case 'failed':
        clearInterval(this.#timer)
        void explainFailure(message, this.#code).then((told) => this.#fail(message.kind, told.message, told.line))
    }
  }

  #complete(): void {
    // Only a worker that never said "ready", or was not asked to run, has no device.
    if (!this.device) return
    this.#clock.stop()
    this.record.fraction = 1
    const { parameters, seed } = this.#request
    const run = { codeVersion: versionOf(this.#code.text), parameters, seed, device: this.device }
    const result = this.record.finish({ ...run, milliseconds: this.milliseconds, finishedAt: new Date() })
    this.#end({ state: 'finished', result })
  }

  #fail(kind: FailureKind, message: string, line: number | null = null): void {
    const mayHelp = this.#kind === 'webgpu' && kind !== 'author' && kind !== 'time'
    this.#end({ state: 'failed', kind, message, line, tryInstead: mayHelp ? 'wasm' : null })
  }

  #become(stage: RunStage): void {
    if (this.stage === 'ended') return
    this.stage = stage
    this.#changed()
  }

  #end(end: RunEnd): void {
    if (this.stage === 'ended') return
    this.stage = 'ended'
    clearInterval(this.#timer)
    this.#clock.stop()
    this.#link?.close()
    this.#finish(end)
  }
}
