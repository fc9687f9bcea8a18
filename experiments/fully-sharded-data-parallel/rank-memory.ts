import type { ComputeArray } from '#lib/experiments/runtime/compute.ts'

export const KINDS = [
  'parameter shard',
  'unsharded parameters',
  'unsharded gradient',
  'gradient shard',
  'optimizer state',
  'activations',
] as const
export type MemoryKind = (typeof KINDS)[number]

export type RankBuffer = {
  /** @throws Error once the buffer was freed: a rank cannot compute with what it gave back. */
  readonly values: Float32Array<ArrayBuffer>
  free(): void
}
export type HeldArray = {
  /** One more use of the array. @throws Error once it was freed. */
  use(): ComputeArray
  free(): void
}

/** What one rank has allocated. Every buffer that outlives one operation is counted, by its bytes, until it is freed. */
export type RankMemory = {
  allocate(kind: MemoryKind, length: number): RankBuffer
  /** Counts an array that lives on the device. */
  hold(kind: MemoryKind, array: ComputeArray): HeldArray
  /** Bytes held now, by kind. */
  live: Readonly<Record<MemoryKind, number>>
  /** The most bytes held at once: of each kind, of shards and unsharded parameters together, of everything. */
  peak: { kinds: Record<MemoryKind, number>; parameters: number; total: number }
  /** Bytes held after every allocation and release, in order. */
  history: number[]
}

const ELEMENT_BYTES = 4

export function createRankMemory(): RankMemory {
  const none = () => Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<MemoryKind, number>
  const live = none()
  const peak = { kinds: none(), parameters: 0, total: 0 }
  const history: number[] = []

  const change = (kind: MemoryKind, bytes: number) => {
    live[kind] += bytes
    const total = KINDS.reduce((sum, one) => sum + live[one], 0)
    peak.kinds[kind] = Math.max(peak.kinds[kind], live[kind])
    peak.parameters = Math.max(peak.parameters, live['parameter shard'] + live['unsharded parameters'])
    peak.total = Math.max(peak.total, total)
    history.push(total)
  }

  return {
    live,
    peak,
    history,
    allocate(kind, length) {
      let values: Float32Array<ArrayBuffer> | null = new Float32Array(length)
      change(kind, length * ELEMENT_BYTES)
      return {
        get values() {
          if (!values) throw new Error(`These ${kind} were freed.`)
          return values
        },
        free() {
          if (!values) throw new Error(`These ${kind} were freed already.`)
          values = null
          change(kind, -length * ELEMENT_BYTES)
        },
      }
    },
    hold(kind, array) {
      let held: ComputeArray | null = array
      const bytes = array.size * ELEMENT_BYTES
      change(kind, bytes)
      return {
        use() {
          if (!held) throw new Error(`These ${kind} were freed.`)
          return held.ref
        },
        free() {
          if (!held) throw new Error(`These ${kind} were freed already.`)
          held.dispose()
          held = null
          change(kind, -bytes)
        },
      }
    },
  }
}
