import type { MemoryLedger } from './memory-caps.ts'

/** Smaller ones come by the million, and are counted by the engine's own heap limit. */
const COUNTED_FROM = 64 * 1024

export const ARRAY_NAMES = [
  ...['ArrayBuffer', 'Float32Array', 'Float64Array', 'Int8Array', 'Int16Array', 'Int32Array', 'Uint8Array'],
  ...['Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'BigInt64Array', 'BigUint64Array'],
] as const

type Constructor = { new (...given: never[]): ArrayBuffer | ArrayBufferView; prototype: { constructor: unknown } }

/**
 * Makes the buffers behind an author's own arrays count, which no limit of a worker's does: a browser
 * lets them grow until the machine has nothing left. The library keeps the built-in ones (see the build).
 * What was let go is given back when the engine says so, so the ledger should be generous.
 */
export function capArrays(ledger: MemoryLedger): void {
  const scope = globalThis as unknown as Record<string, Constructor>
  const gone = new FinalizationRegistry<number>((bytes) => ledger.giveBack(bytes))
  for (const name of ARRAY_NAMES) {
    const original = scope[name]
    if (!original) continue
    const capped = new Proxy(original, {
      construct(target, given: never[], asked) {
        const size: unknown = given[0]
        const each = 'BYTES_PER_ELEMENT' in target ? Number(target.BYTES_PER_ELEMENT) : 1
        const known = typeof size === 'number' ? size * each : 0
        if (known >= COUNTED_FROM) ledger.take(known, 'memory for arrays')
        const made = Reflect.construct(target, given, asked) as ArrayBuffer | ArrayBufferView
        const isView = size instanceof ArrayBuffer
        const bytes = isView || known > 0 ? known : made.byteLength
        if (bytes < COUNTED_FROM) return made
        if (known === 0) ledger.take(bytes, 'memory for arrays')
        gone.register('buffer' in made ? made.buffer : made, bytes)
        return made
      },
    })
    original.prototype.constructor = capped
    scope[name] = capped
  }
}
