import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tuneTiles } from './tune-compute.ts'

const dist = join(import.meta.dirname, '../node_modules/@jax-js/jax/dist')

describe('the tiles of a product on WebAssembly', () => {
  it('are where we look for them in the pinned jax-js', () => {
    const name = readdirSync(dist).find((file) => /^backend-[\w-]+\.js$/.test(file)) ?? ''
    const text = readFileSync(join(dist, name), 'utf8')
    const tuned = tuneTiles(text)
    expect(tuned).toContain('TILED_SIMD_MICRO_ROWS = 2;')
    expect(tuned).toContain('TILED_SIMD_K = 16;')
    expect(tuned.length).toBe(text.length)
  })

  it('are not changed by guessing in another version', () => {
    expect(() => tuneTiles('const TILED_SIMD_K = 128;')).toThrow('no longer says')
  })
})
