import { afterAll, describe, expect, it } from 'vitest'
import { runForClient } from './client.ts'
import { defineTask } from './define-task.ts'
import type * as hostile from './fixtures/hostile-work.ts'
import { closeWorkPool } from './pool.ts'

const file = 'lib/work/fixtures/hostile-work.ts'
const limits = { lane: 'page', cpuMs: 300, outputBytes: 10_000 } as const
const task = <N extends keyof typeof hostile>(name: N) => defineTask<(typeof hostile)[N]>({ file, name, ...limits })

afterAll(closeWorkPool)

// For what hangs, on a machine that is busy.
describe('the worker pool', { timeout: 120_000 }, () => {
  it('does a task and hands back what came out', async () => {
    expect(await task('double')(21)).toBe(42)
  })

  it('hands on what the domain refuses, with its words and fields', async () => {
    await expect(task('refuse')()).rejects.toMatchObject({
      name: 'AppError',
      code: 'invalid',
      message: 'This is not a list.',
      fields: { text: 'Not a list.' },
      details: { line: 3 },
    })
  })

  it.each([
    ['forever', 'time'],
    ['tangle', 'time'],
    ['wait', 'time'],
    ['fill', 'memory'],
  ] as const)('ends a task that goes on without end (%s) and works on', async (name, limit) => {
    const endless = defineTask<() => unknown>({ file, name, ...limits, cpuMs: name === 'fill' ? 20_000 : 100 })
    await expect(endless()).rejects.toMatchObject({ name: 'WorkError', limit })
    expect(await task('double')(1)).toBe(2)
  })

  it('refuses a result that is too large to pass on', async () => {
    expect(await task('letters')(9000)).toHaveLength(9000)
    await expect(task('letters')(20_000)).rejects.toMatchObject({ limit: 'output' })
  })

  it('does the work of others while one client keeps it busy', async () => {
    const order: string[] = []
    const spin = defineTask<typeof hostile.spin>({ file, name: 'spin', ...limits, cpuMs: 5000 })
    const busy = Array.from({ length: 6 }, () => runForClient('busy', () => spin(100)).then(() => order.push('busy')))
    const other = runForClient('other', () => task('double')(1)).then(() => order.push('other'))
    await Promise.all([...busy, other])
    expect(order.indexOf('other')).toBeLessThan(3)
  })
})
