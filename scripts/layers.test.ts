import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { tmpdir } from 'node:os'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const run = promisify(execFile)
const made: string[] = []

/** Lints a small tree of its own with the project's rules; returns the names of the rules it breaks. */
async function brokenRules(files: Record<string, string>): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'layers-'))
  made.push(dir)
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'))
  const own = {
    'package.json': JSON.stringify({
      type: 'module',
      imports: {
        '#lib/*': './lib/*',
        '#prisma/*': './prisma/*',
        '#app/*': './app/*',
        '#components/*': './components/*',
        '#server/*': './server/*',
      },
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
  const { stdout } = await run(process.execPath, args, { cwd: dir }).catch((failed: { stdout: string }) => failed)
  const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } }
  return [...new Set(report.summary.violations.map((violation) => violation.rule.name))].sort()
}

afterAll(() => made.forEach((dir) => rmSync(dir, { recursive: true, force: true })))

const thing = 'export const thing = 1\n'
const client = { 'prisma/client.ts': 'export const prisma = 1\n' }

describe('the layering rules catch a planted violation of each', () => {
  const planted: [rule: string, files: Record<string, string>][] = [
    [
      'no-cycles',
      {
        'lib/a.ts': "import { b } from './b.ts'\nexport const a = b\n",
        'lib/b.ts': "import { a } from './a.ts'\nexport const b = a\n",
      },
    ],
    [
      'experiments-know-only-the-contract',
      { 'experiments/a/experiment.ts': "import { thing } from '#lib/papers/x.ts'\nthing\n", 'lib/papers/x.ts': thing },
    ],
    ['components-below-app', { 'components/a.ts': "import { thing } from '#app/x.ts'\nthing\n", 'app/x.ts': thing }],
    [
      'components-get-data-as-props',
      { 'components/a.ts': "import { thing } from '#lib/papers/queries.ts'\nthing\n", 'lib/papers/queries.ts': thing },
    ],
    ['lib-below-all', { 'lib/a.ts': "import { thing } from '#components/x.ts'\nthing\n", 'components/x.ts': thing }],
    ['lib-knows-no-next-or-react', { 'lib/papers/a.ts': "import { headers } from 'next/headers'\nheaders\n" }],
    [
      'database-only-in-queries-and-commands',
      { 'lib/papers/a.ts': "import { prisma } from '#prisma/client.ts'\nprisma\n", ...client },
    ],
    [
      'database-only-in-queries-and-commands',
      { 'app/page.ts': "import { prisma } from '#prisma/client.ts'\nprisma\n", ...client },
    ],
    [
      'only-prisma-touches-the-generated-client',
      {
        'lib/a.ts': "import { thing } from '#prisma/generated/client.ts'\nthing\n",
        'prisma/generated/client.ts': thing,
      },
    ],
    [
      'realtime-knows-no-server',
      { 'realtime/a.ts': "import { thing } from '#server/x.ts'\nthing\n", 'server/x.ts': thing },
    ],
    ['doors-never-import-pages', { 'server/a.ts': "import { thing } from '#app/x.ts'\nthing\n", 'app/x.ts': thing }],
    ['prisma-at-the-bottom', { 'prisma/client.ts': "import { thing } from '#lib/x.ts'\nthing\n", 'lib/x.ts': thing }],
    ['tests-are-not-imported', { 'lib/a.ts': "import { thing } from './b.test.ts'\nthing\n", 'lib/b.test.ts': thing }],
    ['no-unresolvable', { 'lib/a.ts': "import { thing } from '#lib/nowhere.ts'\nthing\n" }],
    [
      'domain-line-people',
      { 'lib/people/a.ts': "import { thing } from '#lib/lists/x.ts'\nthing\n", 'lib/lists/x.ts': thing },
    ],
    [
      'domain-line-papers',
      { 'lib/papers/a.ts': "import { thing } from '#lib/sharing/x.ts'\nthing\n", 'lib/sharing/x.ts': thing },
    ],
  ]
  it.concurrent.each(planted)('%s', async (rule, files) => {
    expect(await brokenRules(files)).toContain(rule)
  })

  it('and finds nothing wrong with imports that run the right way', async () => {
    const files = {
      'app/page.ts': "import { thing } from '#lib/papers/queries.ts'\nthing\n",
      'lib/papers/queries.ts': "import { prisma } from '#prisma/client.ts'\nexport const thing = prisma\n",
      ...client,
    }
    expect(await brokenRules(files)).toEqual([])
  })
}, 60_000)
