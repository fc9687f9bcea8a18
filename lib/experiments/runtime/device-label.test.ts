import { describe, expect, it } from 'vitest'
import { nameAdapter } from './device-label.ts'

describe('the name of a GPU', () => {
  it('is what the adapter says of itself', () => {
    const named = nameAdapter({ vendor: 'nvidia', architecture: 'lovelace', description: '' })
    expect(named).toEqual({ kind: 'webgpu', label: 'GPU: Nvidia Lovelace', fallbackAdapter: false })
    expect(nameAdapter({ vendor: 'apple', description: 'Apple M3' }).label).toBe('GPU: Apple M3')
    expect(nameAdapter({}).label).toBe('GPU: unnamed')
  })

  it('says of an emulation that it is one, however the browser tells', () => {
    for (const info of [{ vendor: 'google', architecture: 'swiftshader' }, { isFallbackAdapter: true }]) {
      expect(nameAdapter(info)).toMatchObject({ fallbackAdapter: true })
      expect(nameAdapter(info).label).toMatch(/^GPU emulated on the CPU: /)
    }
  })
})
