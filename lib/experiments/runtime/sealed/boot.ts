import type { startCompute } from '#lib/experiments/runtime/compute.ts'
import type { Device, ExperimentDefinition } from '#lib/experiments/runtime/contract.ts'
import { describe } from '#lib/experiments/runtime/describe.ts'
import { CPU_LABELS, nameAdapter } from '#lib/experiments/runtime/device-label.ts'
import { ARRAY_MEGABYTES } from '#lib/experiments/runtime/limits.ts'
import type { FromWorker, ToWorker } from '#lib/experiments/runtime/messages.ts'
import { RunCancelled, runExperiment } from '#lib/experiments/runtime/run.ts'
import { EventBatch } from './batch.ts'
import { readFailure } from './failure.ts'
import { lockRealm } from './lock.ts'
import { MemoryLedger, capGpuMemory, capWasmMemory } from './memory-caps.ts'

/** The worker's own script. It loads the library, locks the realm, then imports the author's code and runs it. */
declare function importScripts(url: string): void

type Run = Extract<ToWorker, { type: 'run' }>

const post = self.postMessage.bind(self) as unknown as (text: string) => void
const say = (message: FromWorker) => post(JSON.stringify(message))
const urlOf = (text: string) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))

const controller = new AbortController()
let paused: { promise: Promise<void>; resume: () => void } | null = null
let gpu: { device: GPUDevice; named: Device } | null = null
let lost: string | null = null
let ended = false

/** A message to oneself comes after those that wait already: the page's are heard in between. */
const channel = new MessageChannel()
const breaths: (() => void)[] = []
channel.port1.onmessage = () => breaths.shift()?.()
const letMessagesIn = () =>
  new Promise<void>((resolve) => {
    breaths.push(resolve)
    channel.port2.postMessage(null)
  })

function fail(failure: Extract<FromWorker, { type: 'failed' }>): void {
  if (ended) return
  ended = true
  say(failure)
}

function watchDevices(): void {
  if (typeof GPUAdapter === 'undefined') return
  const { requestDevice } = GPUAdapter.prototype
  GPUAdapter.prototype.requestDevice = async function (descriptor) {
    const device = await requestDevice.call(this, descriptor)
    gpu = { device, named: nameAdapter(this.info) }
    void device.lost.then(({ message, reason }) => {
      lost = `The GPU was lost (${reason}). ${message}`.trim().slice(0, 1000)
      fail({ type: 'failed', kind: 'device-lost', message: lost, place: null })
    })
    device.addEventListener('uncapturederror', (event) => {
      const kind = event.error instanceof GPUOutOfMemoryError ? 'memory' : 'author'
      fail({ type: 'failed', kind, message: `The GPU refused: ${event.error.message}`.slice(0, 4000), place: null })
    })
    return device
  }
}

/** @throws Error where the device that was asked for by name cannot be had. */
async function start(asked: Run['device'], compute: string) {
  importScripts(urlOf(compute))
  const scope = globalThis as unknown as { colloquiumCompute?: { startCompute: typeof startCompute } }
  const library = scope.colloquiumCompute
  delete scope.colloquiumCompute
  if (!library) throw new Error('The compute library did not load.')
  const kind = asked === 'auto' ? 'wasm' : asked
  const jax = await library.startCompute(kind)
  const device: Device =
    kind === 'webgpu'
      ? (gpu?.named ?? { kind, label: 'GPU', fallbackAdapter: false })
      : { kind, label: CPU_LABELS[kind], fallbackAdapter: false }
  return { jax, device }
}

/** Waited for at every tick: next to nothing most times; a pause holds here. */
function createBreathing(batch: EventBatch): () => Promise<void> {
  let yieldedAt = performance.now()
  let queueAt = performance.now()
  return async () => {
    batch.flushIfDue()
    const now = performance.now()
    if (gpu && now - queueAt >= 100) {
      // Otherwise steps pile up in the queue faster than the GPU works them off.
      await gpu.device.queue.onSubmittedWorkDone().catch(() => undefined)
      queueAt = performance.now()
    }
    if (now - yieldedAt >= 16) {
      await letMessagesIn()
      yieldedAt = performance.now()
    }
    if (!paused) return
    batch.flush()
    say({ type: 'paused' })
    while (paused) await paused.promise
    say({ type: 'resumed' })
  }
}

async function load(url: string): Promise<ExperimentDefinition> {
  const loaded = (await import(url)) as { default?: ExperimentDefinition }
  const definition = loaded.default
  if (typeof definition !== 'object' || definition === null || typeof definition.run !== 'function')
    throw new Error('The experiment has to export defineExperiment({ … }) as its default.')
  return definition
}

async function run({ code, compute, parameters, seed, device: asked, megabytes }: Run): Promise<void> {
  const ledger = new MemoryLedger(megabytes)
  capGpuMemory(ledger)
  capWasmMemory(ledger)
  watchDevices()
  let started: Awaited<ReturnType<typeof start>>
  try {
    started = await start(asked, compute)
  } catch (error) {
    const message = ledger.exceeded ?? (error instanceof Error ? error.message : String(error))
    return fail({ type: 'failed', kind: ledger.exceeded ? 'memory' : 'blocked', message, place: null })
  }
  say({ type: 'ready', device: started.device })
  const arrays = new MemoryLedger(ARRAY_MEGABYTES)
  lockRealm(arrays)
  const batch = new EventBatch((events) => say({ type: 'events', events }))
  const url = urlOf(code)
  const failWith = async (error: unknown) => {
    // A lost device makes the library throw all sorts of things first.
    if (gpu) await new Promise((resolve) => setTimeout(resolve, 100))
    if (lost !== null || ended) return
    batch.flush(true)
    const failure = readFailure(error, url)
    const exceeded = ledger.exceeded ?? arrays.exceeded
    fail(exceeded === null ? failure : { ...failure, kind: 'memory', message: exceeded })
  }
  addEventListener('error', (event) => void failWith(event.error ?? event.message))
  addEventListener('unhandledrejection', (event) => void failWith(event.reason))
  try {
    const definition = await load(url)
    const emit = batch.add.bind(batch)
    const breathe = createBreathing(batch)
    const options = { ...started, parameters, seed, emit, breathe, signal: controller.signal }
    await runExperiment(definition, options)
    if (ended) return
    batch.flush(true)
    ended = true
    say({ type: 'finished' })
  } catch (error) {
    if (!(error instanceof RunCancelled)) return failWith(error)
    batch.flush(true)
    ended = true
    say({ type: 'cancelled' })
  }
}

async function describeCode(code: string): Promise<void> {
  lockRealm(new MemoryLedger(ARRAY_MEGABYTES))
  const url = urlOf(code)
  try {
    say({ type: 'described', description: describe(await load(url)) })
  } catch (error) {
    say(readFailure(error, url))
  }
}

let begun = false
addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'cancel') {
    controller.abort()
    paused?.resume()
    paused = null
  } else if (data.type === 'pause') {
    if (!paused) {
      let resume = () => {}
      const promise = new Promise<void>((resolve) => (resume = resolve))
      paused = { promise, resume }
    }
  } else if (data.type === 'resume') {
    paused?.resume()
    paused = null
  } else if (!begun) {
    begun = true
    setInterval(() => say({ type: 'alive' }), 500)
    void (data.type === 'run' ? run(data) : describeCode(data.code))
  }
})
