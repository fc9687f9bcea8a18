import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const FILES = ['scripts/build-experiments.ts', 'scripts/lab-inputs.ts', 'scripts/tune-compute.ts', 'package-lock.json']
const FOLDERS = ['experiments', 'lib/experiments/runtime']
const NOT_BUILT = /\.test\.ts$/

/** The folders of experiments, by name: those with an experiment.ts. */
export function findExperiments(root: string): string[] {
  const dir = join(root, 'experiments')
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter((name) => existsSync(join(dir, name, 'experiment.ts')))
    .sort()
}

/** A hash of everything that public/lab is built from. */
export function hashLabInputs(root: string): string {
  const hash = createHash('sha256')
  const found = FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  for (const file of [...FILES.map((name) => join(root, name)).filter(existsSync), ...found].sort())
    hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file))
  return hash.digest('hex')
}

/** What public/lab says that it was built from, null where it was not built or its files have gone. */
export function builtInputs(root: string): string | null {
  try {
    const text = readFileSync(join(root, 'public/lab/manifest.json'), 'utf8')
    const manifest = JSON.parse(text) as { inputs: string; compute: { url: string }; frame: { url: string } }
    const isThere = [manifest.compute, manifest.frame].every(({ url }) => existsSync(join(root, 'public', url)))
    return isThere ? manifest.inputs : null
  } catch {
    return null
  }
}
