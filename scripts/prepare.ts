import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtInputs, hashLabInputs } from './lab-inputs.ts'
import { areEditorTypesBuilt } from './editor-type-files.ts'
import { prismaCli } from './prisma-cli.ts'

const root = join(import.meta.dirname, '..')
const generated = join(root, 'prisma/generated')
const stampFile = join(generated, '.stamp')

function currentStamp(): string {
  const hash = createHash('sha256')
  for (const file of ['prisma/schema.prisma', 'node_modules/prisma/package.json'])
    hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** Generates the Prisma client where schema.prisma or Prisma itself has changed since the last time. @throws Error with Prisma's own words. */
function generateClient(): void {
  const stamp = currentStamp()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  const result = prismaCli(['generate'])
  if (result.status !== 0) throw new Error(`prisma generate failed:\n${result.stdout}${result.stderr}`)
  writeFileSync(stampFile, stamp)
}

/** Compiles the experiments where one, the contract or the library has changed: scripts/build-experiments.ts. */
function compileExperiments(): void {
  if (builtInputs(root) === hashLabInputs(root)) return
  const result = spawnSync(process.execPath, [join(root, 'scripts/build-experiments.ts')], {
    cwd: root,
    encoding: 'utf8',
  })
  if (result.status !== 0) throw new Error(`The experiments do not compile:\n${result.stdout}${result.stderr}`)
}

/** Builds the type checker of the experiments' editor where it, the contract or the library has changed: scripts/build-editor-types.ts. */
function buildEditorTypes(): void {
  if (areEditorTypesBuilt(root)) return
  const result = spawnSync(process.execPath, [join(root, 'scripts/build-editor-types.ts')], {
    cwd: root,
    encoding: 'utf8',
  })
  if (result.status !== 0) throw new Error(`The editor's types could not be built:\n${result.stdout}${result.stderr}`)
}

/**
 * Makes what the program is made of and git does not hold: the Prisma client, the compiled experiments and
 * the type checker of their editor.
 * @throws Error with the words of what failed.
 */
export function prepare(): void {
  generateClient()
  compileExperiments()
  buildEditorTypes()
}

if (process.argv[1]?.endsWith('prepare.ts')) prepare()
