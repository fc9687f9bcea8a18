import { describe, expect, it, vi } from 'vitest'
import { type Task, runTasks } from './run-tasks.ts'
import { asOne } from './tally.ts'

const task = (name: string, script: string, rest: Partial<Task> = {}): Task => ({
  name,
  commands: () => [{ file: process.execPath, args: ['-e', script] }],
  tally: asOne,
  files: () => [],
  ...rest,
})
/** Prints two lines with a pause between them, in which others print theirs. */
const twoLines = (word: string) => `console.log('${word} 1'); setTimeout(() => console.log('${word} 2'), 200)`

async function run(tasks: Task[]) {
  const printed: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(...text.split('\n')))
  try {
    const done = await runTasks(import.meta.dirname, tasks, 2)
    return { done: done.map(({ name, tally }) => `${name}: ${tally.failed === 0}`), printed, all: done }
  } finally {
    log.mockRestore()
  }
}

describe('steps of a test run', () => {
  it('that run together print one after the other', async () => {
    const { printed } = await run([task('a', twoLines('a')), task('b', twoLines('b'))])
    for (const word of ['a', 'b']) expect(printed[printed.indexOf(`${word} 1`) + 1]).toBe(`${word} 2`)
  })

  it('go on when one fails, but for those that need it', async () => {
    const { done, printed } = await run([
      task('types', 'console.error("TS1: no"); process.exit(2)'),
      task('build', 'console.log("built")', { needs: ['types'] }),
      task('lint', 'console.log("clean")', { after: ['types'] }),
      task('stories', 'console.log("played")', { needs: ['build'], alone: true }),
    ])
    expect(done.toSorted()).toEqual(['build: false', 'lint: true', 'stories: false', 'types: false'])
    expect(printed).toEqual(expect.arrayContaining(['TS1: no', 'clean', '── build: not run, for "types" failed']))
    expect(printed).not.toContain('built')
  })

  it('fail where their program is not there', async () => {
    const gone = task('gone', '', { commands: () => [{ file: '/no/such/program', args: [] }] })
    expect((await run([gone])).done).toEqual(['gone: false'])
  })

  it.runIf(process.platform === 'linux')('are counted with the processor time of all that they started', async () => {
    const busy = 'const end = process.cpuUsage().user + 4e5; while (process.cpuUsage().user < end);'
    const parent = `require('child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(busy)}])`
    const { all } = await run([task('idle', ''), task('busy', parent)])
    const cpu = Object.fromEntries(all.map(({ name, cpuMs }) => [name, cpuMs ?? 0]))
    expect(cpu.busy).toBeGreaterThan(400)
    expect(cpu.busy).toBeGreaterThan((cpu.idle ?? 0) + 200)
  })
})
