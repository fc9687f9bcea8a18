import { describe, expect, it } from 'vitest'
import { createTurns } from './turns.ts'

describe('runs on one page', () => {
  it('come one after another, and the waiting ones know how many are before them', async () => {
    const take = createTurns()
    const log: string[] = []
    const turns = ['a', 'b', 'c'].map((name) => {
      const turn = take((ahead) => log.push(`${name} waits for ${ahead}`))
      void turn.come.then(() => log.push(`${name} runs`))
      return turn
    })
    const settled = () => new Promise((resolve) => setTimeout(resolve))
    await settled()
    expect(log).toContain('a runs')
    expect(log).toContain('c waits for 2')
    expect(log).not.toContain('b runs')
    turns[0]?.leave()
    await settled()
    expect(log.slice(-2).sort()).toEqual(['b runs', 'c waits for 1'])
  })

  it('may leave the line before their turn, which holds nobody up', async () => {
    const take = createTurns()
    const first = take(() => undefined)
    const second = take(() => undefined)
    const third = take(() => undefined)
    second.leave()
    await second.come
    first.leave()
    await third.come
    third.leave()
    third.leave()
  })
})
