import type { DeviceKind } from '#lib/experiments/runtime/contract.ts'

const SHORT: Record<DeviceKind, string> = { webgpu: 'GPU', wasm: 'CPU', plain: 'plain CPU' }

type Labelled = { userName: string | null; seed: number; device: { kind: DeviceKind }; remark: string | null }

/** What tells runs apart in few words: the remark, else who, seed and device; equal ones are counted. */
export function runLabels(runs: readonly Labelled[]): string[] {
  const names = runs.map(({ remark, userName, seed, device }) =>
    remark ? remark.slice(0, 40) : `${userName ?? 'Somebody'}, seed ${seed}, ${SHORT[device.kind]}`,
  )
  return names.map((name, at) => {
    if (names.indexOf(name) === names.lastIndexOf(name)) return name
    return `${name} (${names.slice(0, at + 1).filter((each) => each === name).length})`
  })
}
