import type { Device } from './contract.ts'

export const CPU_LABELS = { wasm: 'CPU: WebAssembly, 1 thread', plain: 'CPU: plain JavaScript' } as const

type AdapterInfo = {
  vendor?: string
  architecture?: string
  description?: string
  device?: string
  isFallbackAdapter?: boolean
}

/** Programs that pretend to be a GPU on the CPU. */
const EMULATIONS = /swiftshader|llvmpipe|lavapipe|basic render/i

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** Names a GPU by what its adapter says of itself, and says so where it is none at all. */
export function nameAdapter(info: AdapterInfo): Device {
  const { vendor = '', architecture = '', description = '', device = '' } = info
  const words = description || [capital(vendor), capital(architecture)].filter(Boolean).join(' ') || device
  const fallbackAdapter =
    info.isFallbackAdapter === true || EMULATIONS.test([vendor, architecture, description, device].join(' '))
  const name = (words || 'unnamed').slice(0, 160)
  return {
    kind: 'webgpu',
    label: fallbackAdapter ? `GPU emulated on the CPU: ${name}` : `GPU: ${name}`,
    fallbackAdapter,
  }
}
