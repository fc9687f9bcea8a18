import { expect, it } from 'vitest'
import { taskLines, tickTask } from './tasks.ts'

it('tasks are found where they are tasks, in lists and quotes, and not in code', () => {
  expect(taskLines('- [ ] a\n  - [x] b\n> 1. [ ] c\ntext [ ]\n```\n- [ ] code\n```\n* [X] d')).toEqual([0, 1, 2, 7])
})

it('ticking changes the one character', () => {
  const ticked = (line: string) => {
    const tick = tickTask(line)
    return tick && line.slice(0, tick.at) + tick.insert + line.slice(tick.at + 1)
  }
  expect(ticked('- [ ] read it')).toBe('- [x] read it')
  expect(ticked('  1. [X] read it')).toBe('  1. [ ] read it')
  expect(ticked('no task')).toBeNull()
})
