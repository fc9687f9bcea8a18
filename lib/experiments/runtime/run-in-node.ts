import { type Compute, startCompute } from './compute.ts'
import type { Device, DeviceKind, ExperimentDefinition, ParameterSpecs, ParameterValues, ValuesOf } from './contract.ts'
import { defaultValues } from './parameters.ts'
import { type RunEvent, type RunOutcome, runExperiment } from './run.ts'

const LABELS: Record<DeviceKind, string> = {
  webgpu: 'GPU',
  wasm: 'CPU: WebAssembly, 1 thread',
  plain: 'CPU: plain JavaScript',
}
let started: { kind: DeviceKind; compute: Promise<Compute> } | null = null

/** The compute library in this process; one process has one device. */
export function computeInNode(kind: 'wasm' | 'plain' = 'wasm'): Promise<Compute> {
  if (started && started.kind !== kind) throw new Error(`This process computes on ${started.kind} already.`)
  started ??= { kind, compute: startCompute(kind) }
  return started.compute
}

export type NodeRun = RunOutcome & { events: RunEvent[]; milliseconds: number; device: Device }

/** Runs an experiment in this process, on WebAssembly or in plain JavaScript: for tests, and for the results shown before anybody runs it. */
export async function runInNode<Specs extends ParameterSpecs>(
  definition: ExperimentDefinition<Specs>,
  options: {
    parameters?: Partial<ValuesOf<Specs>>
    seed?: number
    device?: 'wasm' | 'plain'
    signal?: AbortSignal
  } = {},
): Promise<NodeRun> {
  const kind = options.device ?? 'wasm'
  const jax = await computeInNode(kind)
  const device: Device = { kind, label: LABELS[kind], fallbackAdapter: false }
  const events: RunEvent[] = []
  const startedAt = performance.now()
  const outcome = await runExperiment(definition, {
    jax,
    device,
    parameters: { ...defaultValues(definition.parameters), ...(options.parameters as ParameterValues | undefined) },
    seed: options.seed ?? definition.seed,
    emit: (event) => events.push(event),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  return { ...outcome, events, milliseconds: performance.now() - startedAt, device }
}
