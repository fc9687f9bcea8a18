import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/**
 * How jax-js 0.1.25 cuts a product into tiles on WebAssembly. Its own tile of 4 rows × 16 columns needs more
 * registers than SSE has, and 64 rows of a matrix whose rows lie a power of two apart fall into the same few
 * sets of the cache. Measured against TensorFlow.js in one run: 512², 0.85 → 1.1 times as fast; 1024², 0.87 → 0.93.
 */
const TILES: [found: string, wanted: string][] = [
  ['const TILED_SIMD_MICRO_ROWS = 4;', 'const TILED_SIMD_MICRO_ROWS = 2;'],
  ['const TILED_SIMD_K = 64;', 'const TILED_SIMD_K = 16;'],
]

/** @throws Error where a tile's size does not stand there exactly once: another version of jax-js wants another look. */
export function tuneTiles(text: string): string {
  let tuned = text
  for (const [found, wanted] of TILES) {
    if (tuned.split(found).length !== 2)
      throw new Error(`jax-js no longer says “${found}”: see scripts/tune-compute.ts.`)
    tuned = tuned.replace(found, wanted)
  }
  return tuned
}

/** Bundles jax-js with our tiles. */
export function tuneCompute(): Plugin {
  return {
    name: 'tune-compute',
    setup({ onLoad }) {
      onLoad({ filter: /@jax-js[\\/]jax[\\/]dist[\\/]backend-[\w-]+\.js$/ }, async ({ path }) => ({
        contents: tuneTiles(await readFile(path, 'utf8')),
        loader: 'js',
      }))
    },
  }
}
