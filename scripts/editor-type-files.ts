import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { EditorTypes } from '#lib/experiments/authored/editor-types.ts'

export const SOURCES = 'components/experiments/editor/types'
export const FOLDER = 'public/lab-types'

const LIBRARY = 'lib.es2023.d.ts'
const CONTRACT = ['compute.ts', 'contract.ts', 'random.ts']

/** What a sealed worker offers besides the language itself. */
const GLOBALS = `
/** Written to the browser's console. */
declare const console: Record<'log' | 'info' | 'warn' | 'error', (...values: unknown[]) => void>
declare const performance: { now(): number }
declare function structuredClone<T>(value: T): T
`

/** A library of the language and all that it refers to. */
function readLibraries(folder: string, name: string, found: Record<string, string>): void {
  if (`/${name}` in found) return
  const text = readFileSync(join(folder, name), 'utf8')
  found[`/${name}`] = text
  for (const [, inner] of text.matchAll(/^\/\/\/ *<reference +lib="([^"]+)"/gm))
    readLibraries(folder, `lib.${inner}.d.ts`, found)
}

/**
 * Every file that the types of an experiment's text come from, by the path that it has for the type checker:
 * the language without the browser, the contract as it is, jax-js's own declarations behind the seam.
 */
export function readTypeFiles(root: string): Record<string, string> {
  const files: Record<string, string> = {}
  readLibraries(join(root, 'node_modules/typescript/lib'), LIBRARY, files)
  for (const name of CONTRACT) {
    const text = readFileSync(join(root, 'lib/experiments/runtime', name), 'utf8')
    // Behind the seam, so that a text that imports the package itself is told that it cannot.
    files[`/lib/experiments/runtime/${name}`] = text.replaceAll("'@jax-js/jax'", "'./jax.d.ts'")
  }
  files['/lib/experiments/runtime/jax.d.ts'] = readFileSync(
    join(root, 'node_modules/@jax-js/jax/dist/index.d.ts'),
    'utf8',
  )
  files['/lib/experiments/runtime/colloquium.ts'] = [
    "export * from './contract.ts'",
    "export type { Compute, ComputeArray } from './compute.ts'",
    "export type { RandomStream } from './random.ts'",
  ].join('\n')
  // The names under which a text may import the contract, as lib/experiments/authored/compile.ts has them.
  files['/package.json'] = JSON.stringify({
    name: 'colloquium',
    type: 'module',
    exports: { '.': './lib/experiments/runtime/colloquium.ts' },
    imports: {
      '#lib/experiments/runtime/contract.ts': './lib/experiments/runtime/colloquium.ts',
      '#lib/gpu/contract.ts': './lib/experiments/runtime/colloquium.ts',
    },
  })
  files['/globals.d.ts'] = GLOBALS
  return files
}

/** A hash of everything that the type checker's worker is built from. */
export function hashInputs(root: string): string {
  const hash = createHash('sha256')
  const scripts = ['scripts/build-editor-types.ts', 'scripts/editor-type-files.ts', 'package-lock.json']
  const own = readdirSync(join(root, SOURCES)).map((name) => `${SOURCES}/${name}`)
  for (const file of [...scripts, ...own].sort()) hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  for (const [path, text] of Object.entries(readTypeFiles(root))) hash.update(`${path}\0${text}\0`)
  return hash.digest('hex')
}

/** Whether public/lab-types holds what would be built now. */
export function areEditorTypesBuilt(root: string): boolean {
  try {
    const { inputs, worker } = JSON.parse(readFileSync(join(root, FOLDER, 'manifest.json'), 'utf8')) as EditorTypes
    return inputs === hashInputs(root) && existsSync(join(root, 'public', worker.url))
  } catch {
    return false
  }
}
