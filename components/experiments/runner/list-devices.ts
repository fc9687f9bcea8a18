import { CPU_LABELS, nameAdapter } from '#lib/experiments/runtime/device-label.ts'
import type { DeviceChoice } from './types.ts'

let asked: Promise<DeviceChoice[]> | null = null

async function askForGpu(): Promise<Omit<DeviceChoice, 'isDefault'>> {
  const none = { kind: 'webgpu' as const, available: false, fallbackAdapter: false }
  if (!('gpu' in navigator)) return { ...none, label: 'GPU: this browser offers none' }
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null)
  if (!adapter) return { ...none, label: 'GPU: none found' }
  return { ...nameAdapter(adapter.info), kind: 'webgpu', available: true }
}

async function ask(): Promise<DeviceChoice[]> {
  const gpu = await askForGpu()
  // An emulated GPU is many times slower than WebAssembly on the same CPU.
  const gpuIsDefault = gpu.available && !gpu.fallbackAdapter
  const hasWasm = typeof WebAssembly !== 'undefined'
  const cpu = { available: true, fallbackAdapter: false }
  return [
    { ...gpu, isDefault: gpuIsDefault },
    { ...cpu, kind: 'wasm', label: CPU_LABELS.wasm, available: hasWasm, isDefault: !gpuIsDefault && hasWasm },
    { ...cpu, kind: 'plain', label: CPU_LABELS.plain, isDefault: !gpuIsDefault && !hasWasm },
  ]
}

/** Where runs can compute in this browser, best first; asked once. */
export function listDevices(): Promise<DeviceChoice[]> {
  asked ??= ask()
  return asked
}
