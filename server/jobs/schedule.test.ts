import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { startSchedule } from './schedule.ts'

it('the schedule repeats its chores, outlives one that fails, and ends when closed', async () => {
  const runs: string[] = []
  const chores = {
    failing: async () => {
      runs.push('failing')
      throw new Error('no database')
    },
    next: async () => void runs.push('next'),
  }
  const schedule = startSchedule(chores, { first: 5, every: 5 })
  await vi.waitFor(() => expect(runs.length).toBeGreaterThanOrEqual(4))
  expect(runs.slice(0, 4)).toEqual(['failing', 'next', 'failing', 'next'])
  await schedule.close()
  const { length } = runs
  await sleep(30)
  expect(runs.length).toBe(length)
})
