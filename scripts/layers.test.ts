import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import config from '../.dependency-cruiser.mjs'

const root = resolve(import.meta.dirname, '..')

type Violation = { from: string; rule: { name: string } }

/** Lints a small tree of its own with the project's rules; returns the violations that it finds. */
function lint(dir: string, files: Record<string, string>): Violation[] {
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'))
  const names = ['lib', 'prisma', 'app', 'components', 'server']
  const own = {
    'package.json': JSON.stringify({
      type: 'module',
      imports: Object.fromEntries(names.map((name) => [`#${name}/*`, `./${name}/*`])),
    }),
    'tsconfig.json':
      '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler","allowImportingTsExtensions":true}}',
    ...files,
  }
  for (const [path, text] of Object.entries(own)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const folders = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))]
  const args = [bin, ...folders, '--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json']
  const report = JSON.parse(outputOf(args, dir)) as { summary: { violations: Violation[] } }
  return report.summary.violations
}

/** What the program printed; it ends with the number of violations, which is no failure here. */
function outputOf(args: string[], cwd: string): string {
  try {
    return execFileSync(process.execPath, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

const thing = 'export const thing = 1\n'
const using = (from: string) => `import { thing } from '${from}'\nthing\n`

type Planted = { rule: string; at: string; files: Record<string, string> }

/** Each breaks its rule in a file of its own, so that one tree holds them all. */
const PLANTED: Planted[] = [
  {
    rule: 'no-cycles',
    at: 'lib/papers/ring-a.ts',
    files: {
      'lib/papers/ring-a.ts': "import { b } from './ring-b.ts'\nexport const a = b\n",
      'lib/papers/ring-b.ts': "import { a } from './ring-a.ts'\nexport const b = a\n",
    },
  },
  {
    rule: 'no-cycles',
    at: 'lib/papers/typed-a.ts',
    files: {
      'lib/papers/typed-a.ts': "import type { B } from './typed-b.ts'\nexport type A = { b: B }\n",
      'lib/papers/typed-b.ts': "import type { A } from './typed-a.ts'\nexport type B = { a: A | null }\n",
    },
  },
  {
    rule: 'experiments-know-only-the-contract',
    at: 'experiments/a/experiment.ts',
    files: { 'experiments/a/experiment.ts': using('#lib/papers/x.ts'), 'lib/papers/x.ts': thing },
  },
  {
    rule: 'components-below-app',
    at: 'components/a.ts',
    files: { 'components/a.ts': using('#app/x.ts'), 'app/x.ts': thing },
  },
  {
    rule: 'components-get-data-as-props',
    at: 'components/asking.ts',
    files: { 'components/asking.ts': using('#lib/papers/queries.ts') },
  },
  {
    rule: 'lib-below-all',
    at: 'lib/looking-up.ts',
    files: { 'lib/looking-up.ts': using('#components/x.ts'), 'components/x.ts': thing },
  },
  {
    rule: 'lib-knows-no-next-or-react',
    at: 'lib/papers/of-next.ts',
    files: { 'lib/papers/of-next.ts': "import { headers } from 'next/headers'\nheaders\n" },
  },
  {
    rule: 'database-only-in-queries-and-commands',
    at: 'lib/papers/reading.ts',
    files: { 'lib/papers/reading.ts': using('#prisma/client.ts') },
  },
  {
    rule: 'database-only-in-queries-and-commands',
    at: 'app/reading/page.ts',
    files: { 'app/reading/page.ts': using('#prisma/client.ts') },
  },
  {
    rule: 'only-prisma-touches-the-generated-client',
    at: 'lib/generated.ts',
    files: { 'lib/generated.ts': using('#prisma/generated/client.ts'), 'prisma/generated/client.ts': thing },
  },
  {
    rule: 'realtime-knows-no-server',
    at: 'realtime/a.ts',
    files: { 'realtime/a.ts': using('#server/x.ts'), 'server/x.ts': thing },
  },
  {
    rule: 'doors-never-import-pages',
    at: 'server/a.ts',
    files: { 'server/a.ts': using('#app/x.ts'), 'app/x.ts': thing },
  },
  {
    rule: 'prisma-at-the-bottom',
    at: 'prisma/looking-up.ts',
    files: { 'prisma/looking-up.ts': using('#lib/papers/x.ts'), 'lib/papers/x.ts': thing },
  },
  {
    rule: 'tests-are-not-imported',
    at: 'lib/of-a-test.ts',
    files: { 'lib/of-a-test.ts': using('./b.test.ts'), 'lib/b.test.ts': thing },
  },
  {
    rule: 'fixtures-are-for-tests',
    at: 'lib/of-a-fixture.ts',
    files: { 'lib/of-a-fixture.ts': using('./b.fixture.ts'), 'lib/b.fixture.ts': thing },
  },
  {
    rule: 'no-unresolvable',
    at: 'lib/lost.ts',
    files: { 'lib/lost.ts': using('#lib/nowhere.ts') },
  },
]

/** A room that imports the last of its line, for each rule of a line. */
const rules = (config.forbidden ?? []).map(({ name }) => name ?? '')
const IN_LINE: Planted[] = (config.forbidden ?? []).flatMap((rule) => {
  const { name = '', to } = rule as { name?: string; to?: { path?: string } }
  const [, folder, rooms = ''] = /^line:(.*)\/([^/]+)$/.exec(name) ?? []
  if (folder === undefined) return []
  const last = /([a-z]+)\)\/$/.exec(to?.path ?? '')?.[1] ?? ''
  return rooms.split('|').map((room) => {
    const at = `${folder}/${room}/out-of-line.ts`
    return { rule: name, at, files: { [at]: using(`#${folder}/${last}/x.ts`), [`${folder}/${last}/x.ts`]: thing } }
  })
})
const planted = [...PLANTED, ...IN_LINE]

const RIGHT_WAY = {
  'app/page.ts': using('#lib/papers/queries.ts'),
  'lib/papers/queries.ts': "import { prisma } from '#prisma/client.ts'\nexport const thing = prisma\n",
  'prisma/client.ts': 'export const prisma = 1\nexport const thing = 1\n',
}

let dir: string
let violations: Violation[]
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'layers-'))
  violations = lint(dir, Object.assign({}, ...planted.map(({ files }) => files), RIGHT_WAY) as Record<string, string>)
}, 60_000)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const brokenIn = (file: string) => violations.filter(({ from }) => from === file).map(({ rule }) => rule.name)

describe('the layering rules catch a planted violation of each', () => {
  it.each(planted)('$rule: $at', ({ rule, at }) => expect(brokenIn(at)).toContain(rule))

  it('and no rule is without one', () => {
    expect(rules.filter((name) => !planted.some(({ rule }) => rule === name))).toEqual([])
  })

  it('and finds nothing wrong with imports that run the right way', () => {
    expect(Object.keys(RIGHT_WAY).flatMap(brokenIn)).toEqual([])
  })
})
