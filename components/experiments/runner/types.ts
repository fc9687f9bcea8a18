import type { Device, DeviceKind, ParameterValues } from '#lib/experiments/runtime/contract.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import type { LabAssets } from '#lib/experiments/runtime/lab.ts'
import type { RunLimits } from '#lib/experiments/runtime/limits.ts'
import type { FigureData } from '#lib/experiments/runtime/result.ts'
import type { FailureKind, RunEnd } from '#lib/experiments/runtime/run-end.ts'
import type { Verdict } from '#lib/experiments/runtime/verdict.ts'

export type { FailureKind, RunEnd }

export type RunRequest = {
  assets: LabAssets
  /** The experiment's compiled code: where it lies, or itself. */
  code: { url: string } | { text: string }
  /** Figures and claims are read from here, never from what the code says while it runs. */
  description: ExperimentDescription
  parameters: ParameterValues
  seed: number
  /** 'auto': the GPU where there is a real one, else WebAssembly. */
  device: 'auto' | DeviceKind
  /** Instead of what follows from the description's budget. */
  limits?: Partial<RunLimits>
}

export type RunStage = 'waiting' | 'loading' | 'starting' | 'running' | 'paused' | 'ended'

/** Everything a page shows of a run so far. A new object at every update; a figure that changed is a new object too. */
export type RunProgress = {
  stage: RunStage
  /** While waiting: how many runs of this page are before it. */
  ahead: number
  /** 0 to 1, null while unknown. */
  fraction: number | null
  doing: string | null
  /** Known once the library has started. */
  device: Device | null
  /** Computing time so far. */
  milliseconds: number
  figures: Record<string, FigureData>
  /** Of the claims that were measured so far; all of them once it has finished. */
  verdicts: Verdict[]
  metrics: { name: string; value: number; unit: string | null }[]
  /** Something the reader should know: "The GPU was lost; the run has started again." */
  notice: string | null
}

export type RunHandlers = {
  /** At most every 50 ms, and once at the end. */
  onProgress?(progress: RunProgress): void
}

export type RunHandle = {
  /** Asks the code to stop, and ends it a second later if it has not. */
  cancel(): void
  pause(): void
  resume(): void
  /** Never rejects. */
  done: Promise<RunEnd>
}

export type DeviceChoice = {
  kind: DeviceKind
  label: string
  available: boolean
  fallbackAdapter: boolean
  /** What 'auto' takes. */
  isDefault: boolean
}

/** `line` is in the text that was given, null where nothing says which. */
export type Described =
  { ok: true; description: ExperimentDescription } | { ok: false; message: string; line: number | null }
