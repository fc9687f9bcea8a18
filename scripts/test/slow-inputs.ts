import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { build } from 'esbuild'

/** Test files that take long and run only when what they test has changed. */
export const SLOW = /\.slow\.(db\.)?(test|spec)\.tsx?$/

/** What every test is run by, and what the packages are. */
const ALWAYS = ['package.json', 'package-lock.json', 'vitest.config.ts', 'playwright.config.ts']
const DATABASE = {
  entries: ['scripts/test/fresh-database.ts', 'scripts/test/global-database.ts'],
  globs: ['prisma/schema.prisma', 'prisma/migrations/**'],
}
/** The running app, for a story that does not say which part of it it is about. */
const APP = [
  ...['app', 'cli', 'components', 'experiments', 'lib', 'prisma', 'public', 'realtime', 'server'].map((f) => `${f}/**`),
  ...['scripts/*.ts', 'instrumentation.ts', 'next.config.ts', 'postcss.config.mjs'],
]
/** A test file is an input only of those that import it. */
const IS_TEST = /\.(test|spec)\.tsx?$/

/**
 * The files of the project: those that git holds, and new ones that it does not ignore.
 * @returns null where there is no git, and nothing can be said about what changed.
 */
export function projectFiles(root: string): string[] | null {
  try {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']
    const out = execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return out.split('\0').filter(Boolean).sort()
  } catch {
    return null
  }
}

/** What the comments at a test file's head name as its inputs, beside what it imports: `// inputs: lib/experiments/runtime/** server/main.ts`. */
export function declaredInputs(source: string): string[] {
  return source
    .split('\n')
    .flatMap((line) => /^\/\/ inputs: (.*)$/.exec(line)?.[1]?.trim().split(/\s+/) ?? [])
    .filter(Boolean)
}

/** The files that these import, however far away, by the paths in the project; packages are left out. */
async function imported(root: string, entries: string[]): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: 'nowhere',
    bundle: true,
    metafile: true,
    write: false,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    packages: 'external',
    logLevel: 'silent',
    loader: { '.css': 'empty', '.md': 'text', '.woff2': 'empty' },
  })
  return Object.keys(metafile.inputs)
}

/**
 * The files that a slow test depends on: what it imports, what its head names, the packages, and what runs it
 * (for a story the whole app where its head names nothing).
 * @throws Error where an import leads nowhere.
 */
export async function inputsOf(root: string, file: string, files: string[]): Promise<string[]> {
  const isStory = /\.spec\.tsx?$/.test(file)
  const isOnDatabase = /\.db\.test\.ts$/.test(file)
  const declared = declaredInputs(readFileSync(join(root, file), 'utf8'))
  const globs = [...declared, ...(isStory && declared.length === 0 ? APP : []), ...(isOnDatabase ? DATABASE.globs : [])]
  // A program that the test starts: what it imports counts as well.
  const programs = declared.filter((path) => /\.tsx?$/.test(path) && files.includes(path))
  const reached = new Set(await imported(root, [file, ...programs, ...(isOnDatabase ? DATABASE.entries : [])]))
  // Git does not hold what is generated: it is made of the schema.
  if ([...reached].some((path) => path.startsWith('prisma/generated/'))) globs.push('prisma/schema.prisma')
  // A folder of the app may be called [list], which a glob would read as one of four letters.
  const isMeant = (path: string, glob: string) => path === glob || matchesGlob(path, glob)
  const unused = globs.filter((glob) => !files.some((path) => isMeant(path, glob)))
  if (unused.length > 0) throw new Error(`${file} names inputs that do not exist: ${unused.join(' ')}`)
  return files.filter(
    (path) =>
      reached.has(path) || ALWAYS.includes(path) || (!IS_TEST.test(path) && globs.some((glob) => isMeant(path, glob))),
  )
}

/** A hash of names and contents: touching a file or checking it out elsewhere changes nothing. */
export function hashFiles(root: string, files: string[]): string {
  const hash = createHash('sha256')
  for (const path of files) {
    const content = readFileSync(join(root, path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}
