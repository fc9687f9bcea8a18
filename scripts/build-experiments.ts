import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Plugin, build } from 'esbuild'
import { describe } from '#lib/experiments/runtime/describe.ts'
import { readDescription } from '#lib/experiments/runtime/description.ts'
import type { LabEntry, LabManifest } from '#lib/experiments/runtime/lab.ts'
import { MESSAGE_CHARACTERS, MOST_PER_SECOND } from '#lib/experiments/runtime/limits.ts'
import { ARRAY_NAMES } from '#lib/experiments/runtime/sealed/array-caps.ts'
import type { RunResult } from '#lib/experiments/runtime/result.ts'
import { builtInputs, findExperiments, hashLabInputs } from './lab-inputs.ts'
import { tuneCompute } from './tune-compute.ts'

const ROOT = join(import.meta.dirname, '..')
const DAY_MS = 24 * 60 * 60 * 1000

/** What the compute library needs of the browser and an author's code must not have: see lib/experiments/runtime/sealed/lock.ts. */
const COMPUTE_GLOBALS = ['WebAssembly', 'OffscreenCanvas', ...ARRAY_NAMES]

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Writes a file that others may be reading: they see the old one or the new one. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.tmp`
  writeFileSync(draft, text)
  renameSync(draft, file)
}

async function bundle(root: string, entry: string, options: Parameters<typeof build>[0]) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
    outdir: 'out',
    ...options,
  })
  const text = (ending: string) => result.outputFiles?.find((file) => file.path.endsWith(ending))?.text ?? ''
  return { code: text('.js'), map: text('.js.map') }
}

/** An experiment may be of several files, all in its own folder, and knows the contract; all else comes by its context. */
function ownFilesOnly(folder: string): Plugin {
  return {
    name: 'own-files-only',
    setup({ onResolve }) {
      onResolve({ filter: /.*/ }, ({ path, importer, resolveDir }) => {
        if (importer === '' || path === '#lib/experiments/runtime/contract.ts') return undefined
        const isOwn = path.startsWith('.') && !relative(folder, join(resolveDir, path)).startsWith('..')
        if (isOwn || relative(folder, importer).startsWith('..')) return undefined
        const text = `An experiment imports its own files and '#lib/experiments/runtime/contract.ts', not '${path}': the rest comes by its context.`
        return { errors: [{ text }] }
      })
    },
  }
}

async function buildExperiment(root: string, lab: string, slug: string): Promise<LabEntry> {
  const folder = join(root, 'experiments', slug)
  const { code, map } = await bundle(root, `experiments/${slug}/experiment.ts`, {
    format: 'esm',
    plugins: [ownFilesOnly(folder)],
    sourcemap: 'external',
    sourcesContent: false,
  })
  const codeVersion = sha256(code)
  const name = `${slug}.${codeVersion.slice(0, 16)}.js`
  writeWhole(join(lab, name), code)
  writeWhole(join(lab, `${name}.map`), map)
  const loaded = (await import(pathToFileURL(join(lab, name)).href)) as { default?: unknown }
  const read = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : null)
  const result = read('result.json')
  return {
    slug,
    url: `/lab/${name}`,
    bytes: Buffer.byteLength(code),
    codeVersion,
    description: readDescription(describe(loaded.default)),
    explanation: read('README.md') ?? '',
    source: read('experiment.ts') ?? '',
    result: result === null ? null : (JSON.parse(result) as RunResult),
  }
}

/** jax-js and our optimizer as one classic script. */
async function buildCompute(root: string, lab: string): Promise<LabManifest['compute']> {
  const { code } = await bundle(root, 'lib/experiments/runtime/sealed/compute-entry.ts', {
    format: 'iife',
    minify: true,
    plugins: [tuneCompute()],
  })
  const names = COMPUTE_GLOBALS.join(',')
  const values = COMPUTE_GLOBALS.map((name) => `globalThis.${name}`).join(',')
  const text = `(function(${names}){${code}})(${values});`
  const name = `compute.${sha256(text).slice(0, 16)}.js`
  writeWhole(join(lab, name), text)
  return { url: `/lab/${name}`, bytes: Buffer.byteLength(text) }
}

/** The frame's page. Its name is the hash of its only script, which is what its policy is made of: server/http/lab-headers.ts. */
async function buildFrame(root: string, lab: string): Promise<LabManifest['frame']> {
  const worker = await bundle(root, 'lib/experiments/runtime/sealed/boot.ts', { format: 'iife', minify: true })
  const { code } = await bundle(root, 'lib/experiments/runtime/sealed/frame.ts', {
    format: 'iife',
    minify: true,
    charset: 'ascii',
    define: {
      WORKER_SOURCE: JSON.stringify(worker.code),
      MOST_CHARACTERS: String(MESSAGE_CHARACTERS),
      MOST_PER_SECOND: JSON.stringify(MOST_PER_SECOND),
    },
  })
  if (/<\/?script|<!--/i.test(code)) throw new Error("The frame's script would end its own element.")
  const page = `<!doctype html><meta charset="utf-8"><title>Experiment</title><script>${code}</script>`
  const name = `frame.${sha256(code)}.html`
  writeWhole(join(lab, name), page)
  return { url: `/lab/${name}` }
}

/** Files of earlier builds stay for a day: a page that is open somewhere may still ask for them. */
function removeOld(lab: string, manifest: LabManifest): void {
  const kept = [manifest.compute, manifest.frame, ...manifest.experiments].map(({ url }) => url.slice('/lab/'.length))
  for (const name of readdirSync(lab)) {
    if (name === 'manifest.json' || kept.includes(name.replace(/\.map$/, ''))) continue
    if (Date.now() - statSync(join(lab, name)).mtimeMs > DAY_MS) rmSync(join(lab, name), { force: true })
  }
}

/**
 * Compiles every experiment, the compute library and the sealed frame into public/lab, and says in
 * manifest.json what is there; does nothing where nothing has changed.
 * @returns whether there was anything to do.
 * @throws Error naming the experiment that does not compile or whose description is not in order.
 */
export async function buildExperiments(root: string = ROOT): Promise<boolean> {
  const inputs = hashLabInputs(root)
  if (builtInputs(root) === inputs) return false
  const lab = join(root, 'public/lab')
  mkdirSync(lab, { recursive: true })
  const [compute, frame] = await Promise.all([buildCompute(root, lab), buildFrame(root, lab)])
  const built = await Promise.allSettled(findExperiments(root).map((slug) => buildExperiment(root, lab, slug)))
  const experiments = built.filter((one) => one.status === 'fulfilled').map(({ value }) => value)
  const failed = findExperiments(root).flatMap((slug, at) => {
    const one = built[at]
    return one?.status === 'rejected' ? [`experiments/${slug}: ${(one.reason as Error).message}`] : []
  })
  // With one that fails the others are there all the same, and the next time tries again.
  const manifest: LabManifest = { inputs: failed.length > 0 ? '' : inputs, compute, frame, experiments }
  writeWhole(join(lab, 'manifest.json'), JSON.stringify(manifest))
  if (failed.length > 0) throw new Error(failed.join('\n'))
  removeOld(lab, manifest)
  return true
}

if (process.argv[1]?.endsWith('build-experiments.ts')) {
  try {
    await buildExperiments()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
