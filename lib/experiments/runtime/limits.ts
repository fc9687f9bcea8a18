import type { Budget, DeviceKind } from './contract.ts'

/** What a run may take before it is ended. */
export type RunLimits = {
  /** Longest computing time; a paused run's clock stands still. */
  seconds: number
  /** Most that it may hold in the GPU's memory, and most in WebAssembly's. */
  megabytes: number
  /** Longest time without any sign of life from the worker. */
  silentSeconds: number
}

/** An author declares what the default parameters take on a CPU; a reader may turn them up, and may have a slower machine. */
export const TIME_FACTOR = 10
export const MEMORY_FACTOR = 3
const LEAST = { seconds: 60, megabytes: 128 }
const MOST_MEGABYTES = { webgpu: 1024, wasm: 1024, plain: 1024 } as const satisfies Record<DeviceKind, number>

/** What an experiment's own arrays may hold; those that it let go count until the engine has noticed. */
export const ARRAY_MEGABYTES = 1024

/** One step in plain JavaScript may take seconds without harm. */
const SILENT_SECONDS = { webgpu: 8, wasm: 8, plain: 30 } as const satisfies Record<DeviceKind, number>

export function limitsOf(budget: Budget, device: DeviceKind): RunLimits {
  return {
    seconds: Math.max(LEAST.seconds, budget.seconds * TIME_FACTOR),
    megabytes: Math.min(MOST_MEGABYTES[device], Math.max(LEAST.megabytes, budget.megabytes * MEMORY_FACTOR)),
    silentSeconds: SILENT_SECONDS[device],
  }
}

/** The longest text of one message from the worker: an image of the largest size, and some room. */
export const MESSAGE_CHARACTERS = 6_000_000
export const EVENTS_PER_MESSAGE = 5_000
/** What the worker may send in a second; beyond it the frame ends it. */
export const MOST_PER_SECOND = { messages: 300, characters: 48_000_000 }
/** How many messages that mean nothing a run may send in all. */
export const MOST_JUNK = 100

/** What crosses the frame and lands in a figure has an end: further points and rows are dropped. */
export const LIMITS = { points: 20_000, rows: 2_000, spans: 5_000, pixels: 1024 * 1024 }
