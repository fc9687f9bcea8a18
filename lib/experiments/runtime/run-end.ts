import type { DeviceKind } from './contract.ts'
import type { RunResult } from './result.ts'

/** `time`: over its time budget. `silent`: no sign of life. `blocked`: the frame or the library could not be had. */
export type FailureKind = 'author' | 'memory' | 'time' | 'device-lost' | 'silent' | 'blocked'

export type RunEnd =
  | { state: 'finished'; result: RunResult }
  | { state: 'cancelled' }
  | {
      state: 'failed'
      kind: FailureKind
      message: string
      /** In the TypeScript that the author wrote. */
      line: number | null
      /** Another device that may do better, to be offered. */
      tryInstead: DeviceKind | null
    }
