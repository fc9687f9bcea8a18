import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { EditorTypes } from '#lib/experiments/authored/editor-types.ts'
import { FOLDER, SOURCES, areEditorTypesBuilt, hashInputs, readTypeFiles } from './editor-type-files.ts'

const ROOT = join(import.meta.dirname, '..')
/**
 * Builds the type checker of the experiments' editor into public/lab-types: TypeScript, the types that an
 * experiment sees, and the worker that answers the editor, as one classic script of our own. About 1 MB
 * after compression, asked for by that page alone and kept for good, since its name says what is in it.
 * @returns whether there was anything to do.
 */
export async function buildEditorTypes(root: string = ROOT): Promise<boolean> {
  if (areEditorTypesBuilt(root)) return false
  const result = await build({
    absWorkingDir: root,
    entryPoints: [`${SOURCES}/worker.ts`],
    bundle: true,
    write: false,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
    legalComments: 'none',
    banner: { js: '/* TypeScript: Copyright Microsoft Corporation, Apache-2.0 */' },
    define: { TYPE_FILES: JSON.stringify(readTypeFiles(root)), 'process.env.NODE_ENV': '"production"' },
  })
  const code = result.outputFiles[0]?.text ?? ''
  const folder = join(root, FOLDER)
  mkdirSync(folder, { recursive: true })
  const name = `worker.${createHash('sha256').update(code).digest('hex').slice(0, 16)}.js`
  const manifest: EditorTypes = {
    inputs: hashInputs(root),
    worker: { url: `/lab-types/${name}`, bytes: Buffer.byteLength(code) },
  }
  for (const [file, text] of [
    [name, code],
    ['manifest.json', JSON.stringify(manifest)],
  ] as const) {
    const draft = join(folder, `${file}.${process.pid}.tmp`)
    writeFileSync(draft, text)
    renameSync(draft, join(folder, file))
  }
  for (const file of readdirSync(folder))
    if (/^worker\..*\.js$/.test(file) && file !== name) rmSync(join(folder, file), { force: true })
  return true
}

if (process.argv[1]?.endsWith('build-editor-types.ts')) await buildEditorTypes()
