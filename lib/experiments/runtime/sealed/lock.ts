import { capArrays } from './array-caps.ts'
import type { MemoryLedger } from './memory-caps.ts'

/**
 * Takes from the worker what an author's code could leave its budget with, once the library has started
 * and kept its own. That nothing reaches the network or the app does not hang on this: the frame's policy
 * and its opaque origin see to it. Here the GPU is protected from endless shaders and memory without
 * bound, as well as that can be done inside one realm.
 */

/** Whatever leads to a GPU, to another worker, to memory that nobody counts, or to the page at a rate of one's own. */
const TAKEN = /^(GPU(?!BufferUsage|MapMode|ShaderStage|TextureUsage|ColorWrite)|WebGL|WGSL)/
const TAKEN_BY_NAME = [
  'Worker',
  'SharedWorker',
  'OffscreenCanvas',
  'WebAssembly',
  'importScripts',
  'BroadcastChannel',
  'postMessage',
]

/** A loop that logs would keep the frame's process busy for seconds after its end, and the next run's with it. */
/* eslint-disable no-console -- here the console itself is held to a rate */
const MOST_LOGS = 200

function boundConsole(): void {
  let logs = 0
  for (const name of ['log', 'info', 'debug', 'warn', 'error'] as const) {
    const write = console[name].bind(console)
    console[name] = (...words: unknown[]) => {
      if (++logs <= MOST_LOGS) write(...words)
    }
  }
  for (const name of Object.keys(console)) {
    if (!['log', 'info', 'debug', 'warn', 'error'].includes(name)) Reflect.deleteProperty(console, name)
  }
}

/** So that a patched built-in hands no buffer or device of the library's over. */
function freezeIntrinsics(): void {
  const shared = [
    Array,
    Map,
    Set,
    WeakMap,
    WeakSet,
    WeakRef,
    Promise,
    ArrayBuffer,
    DataView,
    MessagePort,
    MessageChannel,
  ]
  const typed = [Float32Array, Float64Array, Int8Array, Int16Array, Int32Array]
  const unsigned = [Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array, BigInt64Array, BigUint64Array]
  const constructors: { prototype: object }[] = [...shared, ...typed, ...unsigned, FinalizationRegistry]
  const anyTypedArray = Object.getPrototypeOf(Float32Array) as { prototype: object }
  for (const constructor of [...constructors, anyTypedArray]) {
    Object.freeze(constructor.prototype)
    Object.freeze(constructor)
  }
  for (const namespace of [JSON, Math, Reflect, Object, Function.prototype, performance, Atomics])
    Object.freeze(namespace)
  const arrayIterator = Object.getPrototypeOf([][Symbol.iterator]()) as object
  const mapIterator = Object.getPrototypeOf(new Map().entries()) as object
  Object.freeze(arrayIterator)
  Object.freeze(mapIterator)
}

/** @param arrays counts the author's own arrays. */
export function lockRealm(arrays: MemoryLedger): void {
  const scope = globalThis as unknown as Record<string, unknown>
  const names = Object.getOwnPropertyNames(scope).filter((name) => TAKEN.test(name))
  for (const name of [...names, ...TAKEN_BY_NAME]) {
    delete scope[name]
    for (let proto = Object.getPrototypeOf(scope) as object | null; proto; proto = Object.getPrototypeOf(proto))
      Reflect.deleteProperty(proto, name)
  }
  for (let proto = Object.getPrototypeOf(navigator) as object | null; proto; proto = Object.getPrototypeOf(proto))
    for (const name of ['gpu', 'storage', 'locks', 'serviceWorker']) Reflect.deleteProperty(proto, name)
  boundConsole()
  capArrays(arrays)
  freezeIntrinsics()
}
