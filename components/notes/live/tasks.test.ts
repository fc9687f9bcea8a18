import { expect, it } from 'vitest'
import { nearestLine, tickTask } from './tasks.ts'

it('ticking changes the one character', () => {
  const ticked = (line: string) => {
    const tick = tickTask(line)
    return tick && line.slice(0, tick.at) + tick.insert + line.slice(tick.at + 1)
  }
  expect(ticked('- [ ] read it')).toBe('- [x] read it')
  expect(ticked('  1. [X] read it')).toBe('  1. [ ] read it')
  expect(ticked('> 1. - [ ] read it')).toBe('> 1. - [x] read it')
  expect(ticked('no task')).toBeNull()
  expect(ticked(`${'- '.repeat(20_000)}[ ]`)).toBeNull()
})

it('a task is found where it went, the nearest of those alike, and not where it is gone', () => {
  const of = (text: string) => {
    const all = text.split('\n')
    return { lines: all.length, line: (number: number) => ({ text: all[number - 1] ?? '' }) }
  }
  expect(nearestLine(of('new\n- [ ] a\n- [ ] b'), 0, '- [ ] a')).toBe(1)
  expect(nearestLine(of('- [ ] a\nx\nx\nx\n- [ ] a'), 3, '- [ ] a')).toBe(4)
  expect(nearestLine(of('- [ ] a'), 7, '- [ ] a')).toBe(0)
  expect(nearestLine(of('- [x] a'), 0, '- [ ] a')).toBeNull()
})
