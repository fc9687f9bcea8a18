import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { readTypeFiles } from './editor-type-files.ts'

const ROOT = join(import.meta.dirname, '..')
const SOURCES = 'components/experiments/editor/types'
const FOLDER = 'public/lab-types'

/** What lies in public/lab-types/manifest.json. */
export type EditorTypes = { inputs: string; worker: { url: string; bytes: number } }

/** A hash of everything that the worker is built from. */
function hashInputs(root: string): string {
  const hash = createHash('sha256')
  const own = readdirSync(join(root, SOURCES)).filter((name) => !name.endsWith('.test.ts'))
  const files = ['scripts/build-editor-types.ts', 'scripts/editor-type-files.ts', 'package-lock.json']
  for (const file of [...files, ...own.map((name) => `${SOURCES}/${name}`)].sort())
    hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  for (const [path, text] of Object.entries(readTypeFiles(root))) hash.update(`${path}\0${text}\0`)
  return hash.digest('hex')
}

/** What was built, null where nothing was or its file has gone. */
export function builtEditorTypes(root: string = ROOT): EditorTypes | null {
  try {
    const manifest = JSON.parse(readFileSync(join(root, FOLDER, 'manifest.json'), 'utf8')) as EditorTypes
    return existsSync(join(root, 'public', manifest.worker.url)) ? manifest : null
  } catch {
    return null
  }
}

/**
 * Builds the type checker of the experiments' editor into public/lab-types: TypeScript, the types that an
 * experiment sees, and the worker that answers the editor, as one classic script of our own. About 1 MB
 * after compression, asked for by that page alone and kept for good, since its name says what is in it.
 * @returns whether there was anything to do.
 */
export async function buildEditorTypes(root: string = ROOT): Promise<boolean> {
  const inputs = hashInputs(root)
  if (builtEditorTypes(root)?.inputs === inputs) return false
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
  const manifest: EditorTypes = { inputs, worker: { url: `/lab-types/${name}`, bytes: Buffer.byteLength(code) } }
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
