import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { prepare } from '../prepare.ts'
import { obtainChromium } from './find-chromium.ts'
import { type FileResult, playwrightFiles, vitestFiles } from './reports.ts'
import { type Task, runTasks } from './run-tasks.ts'
import { type SlowChoice, chooseSlow, provedBy, writeProved } from './slow-suites.ts'
import { type Command, cpuOfEnded, endSteps } from './step.ts'
import { add, asOne, closingLine, tallyPlaywright, tallyVitest } from './tally.ts'
import { timeTable } from './time-table.ts'

const root = join(import.meta.dirname, '../..')
const results = join(root, 'test-results')
const report = (name: string) => join(results, `${name}.json`)
const bin = {
  depcruise: 'dependency-cruiser/bin/dependency-cruise.mjs',
  eslint: 'eslint/bin/eslint.js',
  knip: 'knip/bin/knip.js',
  next: 'next/dist/bin/next',
  playwright: 'playwright/cli.js',
  prettier: 'prettier/bin/prettier.cjs',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
}

const node = (file: string, args: string[] = [], env: Record<string, string> = {}): Command => ({
  file: process.execPath,
  args: [join(root, file), ...args],
  env,
})
const tool = (name: keyof typeof bin, args: string[], env?: Record<string, string>) =>
  node(`node_modules/${bin[name]}`, args, env)

const LAYERED = 'app bench cli components e2e experiments lib prisma realtime scripts server'.split(' ')

/** A check that a program makes as a whole, such as the layers. */
const check = (name: string, commands: Command[], rest: Partial<Task> = {}): Task => ({
  name,
  commands: () => commands,
  tally: asOne,
  files: () => [],
  ...rest,
})

function vitest(name: string, label: string, projects: string[], slow: SlowChoice, rest: Partial<Task> = {}): Task {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report(name)}`]
  const args = ['run', ...projects.flatMap((project) => ['--project', project]), ...reporters]
  return {
    name: label,
    commands: () => [tool('vitest', args, { LEFT_OUT_TESTS: JSON.stringify(slow.leftOut) })],
    tally: (ok) => tallyVitest(report(name), ok),
    files: () => vitestFiles(root, report(name)),
    ...rest,
  }
}

const stories = (slow: SlowChoice): Task => ({
  name: 'end-to-end tests',
  needs: ['build'],
  alone: true,
  commands: () => [
    tool('playwright', ['test'], {
      CHROMIUM_PATH: obtainChromium(),
      LEFT_OUT_SPECS: JSON.stringify(slow.leftOut.filter((file) => file.startsWith('e2e/'))),
    }),
  ],
  tally: (ok) => tallyPlaywright(report('e2e'), ok),
  files: () => playwrightFiles(root, report('e2e')),
})

/** Every check there is. Those that can share the machine come first, the longest of them at the head. */
const tasksOf = (slow: SlowChoice): Task[] => [
  check('types', [tool('next', ['typegen']), tool('tsc', ['--noEmit'])]),
  vitest('unit', 'unit tests', ['unit', 'unit-apart'], slow),
  // Next writes its types and its build to the same folder.
  check('build', [node('scripts/build.ts')], { after: ['types'] }),
  check('lint', [tool('eslint', ['.'])]),
  check('format', [
    tool('prettier', ['--check', '--log-level=warn', '.']),
    node('scripts/format-schema.ts', ['--check']),
  ]),
  check('layers', [tool('depcruise', LAYERED)]),
  check('nothing unused', [tool('knip', ['--no-progress'])]),
  vitest('db', 'tests on PostgreSQL', ['db', 'db-apart'], slow, { alone: true }),
  stories(slow),
]

/** Writes down the slow files that this run proved: every test of theirs ran and passed. */
function keepProof(slow: SlowChoice, files: FileResult[]): void {
  const proved = provedBy(slow.hashes, files)
  writeProved(root, proved)
  console.log(`\n${Object.keys(proved).length} slow files are proved: commit scripts/test/proved.json.`)
  for (const file of Object.keys(slow.hashes).filter((name) => !(name in proved)))
    console.log(`  not proved, for a test of it did not run here: ${file}`)
}

function printChoice(slow: SlowChoice): void {
  if (slow.leftOut.length === 0) return
  console.log('Left out, for they are proved with the same inputs (npm test -- --all runs them):')
  for (const file of slow.leftOut) console.log(`  ${file}  ${slow.hashes[file]?.slice(0, 12)}`)
}

/** Ends what was started when somebody ends us: nothing goes on behind their back. */
function endWithUs(): void {
  for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const, ['SIGHUP', 129] as const])
    process.on(signal, () => {
      console.error(`\nStopped by ${signal}; ending what was started …`)
      void endSteps().then(() => process.exit(code))
    })
}

async function main(): Promise<void> {
  const startedAt = performance.now()
  const all = process.argv.includes('--all')
  endWithUs()
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  prepare()
  const slow = await chooseSlow(root, all)
  printChoice(slow)
  const done = await runTasks(root, tasksOf(slow), 2)
  const files = done.flatMap((task) => task.files)
  const total = add(done.map((task) => task.tally))
  const self = process.cpuUsage()
  const ended = cpuOfEnded()
  const cpuMs = ended === null ? null : ended + (self.user + self.system) / 1000
  console.log(`\n${timeTable(done, { name: 'all', wallMs: performance.now() - startedAt, cpuMs }, files)}`)
  if (all && total.failed === 0) keepProof(slow, files)
  else printChoice(slow)
  if (total.failed > 0) {
    console.log('\n── what failed')
    for (const task of done.filter(({ tally }) => tally.failed > 0)) {
      console.log(`  ${task.name}`)
      for (const { file, failed } of task.files) for (const test of failed) console.log(`    ${file}: ${test}`)
    }
  }
  console.log(`\n${closingLine(total)}`)
  process.exit(total.failed === 0 ? 0 : 1)
}

await main()
