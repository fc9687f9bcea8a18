import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { prepare } from './prepare.ts'

const root = join(import.meta.dirname, '..')

/** What the build is made of. Next rewrites tsconfig.json as it likes; what matters of it is in the lock file's versions. */
const INPUTS = [
  ...['app', 'components', 'experiments', 'lib', 'public', 'prisma/schema.prisma', 'prisma/client.ts'],
  ...['instrumentation.ts', 'next.config.ts', 'package.json', 'package-lock.json', 'postcss.config.mjs'],
]
const NOT_BUILT = /\.test\.tsx?$/
/** Served as it lies, and made of other inputs here. */
const NOT_OURS = [join('public', 'lab'), join('public', 'lab-types')]

function* files(path: string): Generator<string> {
  if (!existsSync(path)) return
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const inner = join(path, entry.name)
    if (NOT_OURS.some((folder) => inner.endsWith(folder))) continue
    if (entry.isDirectory()) yield* files(inner)
    else if (!NOT_BUILT.test(entry.name)) yield inner
  }
}

/** A hash of every input's name and content: touching a file or checking it out anew changes nothing. */
export function hashInputs(dir: string = root): string {
  const hash = createHash('sha256')
  for (const input of INPUTS) {
    const path = join(dir, input)
    if (!existsSync(path)) continue
    for (const file of /\.\w+$/.test(input) ? [path] : files(path)) {
      const content = readFileSync(file)
      hash.update(`${relative(dir, file).replaceAll('\\', '/')}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

/**
 * Builds the pages, unless the last build was made of the very same files. The build's folder
 * (NEXT_DIST_DIR, else .next) says of which: a build that did not finish says nothing.
 * @returns whether there was anything to do.
 * @throws Error where the build fails; Next has then said why.
 */
export function buildIfNeeded(): boolean {
  const distDir = join(root, process.env.NEXT_DIST_DIR ?? '.next')
  const stampFile = join(distDir, 'colloquium-build')
  const stamp = hashInputs()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false
  console.log('Building the pages: this is the first start, or something has changed …')
  rmSync(stampFile, { force: true })
  const result = spawnSync(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (result.status !== 0) throw new Error('The pages could not be built: the reason is above.')
  mkdirSync(distDir, { recursive: true })
  writeFileSync(stampFile, stamp)
  return true
}

if (process.argv[1]?.endsWith('build.ts')) {
  try {
    prepare()
    if (!buildIfNeeded()) console.log('The pages are built already.')
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
