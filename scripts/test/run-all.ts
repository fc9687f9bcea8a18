import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { prepare } from '../prepare.ts'
import { obtainChromium } from './find-chromium.ts'
import { type Tally, add, closingLine, tallyPlaywright, tallyVitest } from './tally.ts'

const root = join(import.meta.dirname, '../..')
const results = join(root, 'test-results')
const report = (name: string) => join(results, `${name}.json`)

/** Runs one command in the project, showing what it prints. */
function run(command: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}

const node = (file: string, args: string[], env?: Record<string, string>) =>
  run(process.execPath, [join(root, file), ...args], env)

const npm = (script: string) =>
  process.env.npm_execpath
    ? run(process.execPath, [process.env.npm_execpath, 'run', script])
    : run('npm', ['run', script])

async function vitest(project: string): Promise<Tally> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report(project)}`]
  const ok = await node('node_modules/vitest/vitest.mjs', ['run', '--project', project, ...reporters])
  return tallyVitest(report(project), ok)
}

const step = (ok: boolean): Tally => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

async function endToEnd(): Promise<Tally> {
  let browser: string
  try {
    browser = obtainChromium()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return step(false)
  }
  const ok = await node('node_modules/playwright/cli.js', ['test'], { CHROMIUM_PATH: browser })
  return tallyPlaywright(report('e2e'), ok)
}

/** Every check there is, cheapest first; each counts, and one that fails does not keep the others from running. */
async function main(): Promise<void> {
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  prepare()
  const tallies: Tally[] = []
  const check = async (name: string, work: () => Promise<Tally>) => {
    console.log(`\n── ${name}`)
    tallies.push(await work())
  }
  await check('lint, layers, format and types', async () => step(await npm('lint')))
  await check('unit tests', () => vitest('unit'))
  await check('tests on PostgreSQL', () => vitest('db'))
  let isBuilt = false
  await check('build', async () => step((isBuilt = await npm('build'))))
  if (isBuilt) await check('end-to-end tests', endToEnd)
  const total = add(tallies)
  console.log(`\n${closingLine(total)}`)
  process.exit(total.failed === 0 ? 0 : 1)
}

await main()
