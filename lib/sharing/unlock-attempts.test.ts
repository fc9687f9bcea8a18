import { describe, expect, it } from 'vitest'
import { countTry, forgetTries } from './unlock-attempts.ts'

const tries = async (count: number, share: string, client: (index: number) => string) => {
  for (let index = 0; index < count; index++) await countTry(share, client(index))
}

describe('guessing a password', () => {
  it('stops one client after five tries, and tells how long to wait', async () => {
    await tries(5, 'a', () => 'one')
    await expect(countTry('a', 'one')).rejects.toMatchObject({
      code: 'rate_limited',
      message: 'Too many tries. Try again in 15 minutes.',
    })
    await expect(countTry('a', 'two')).resolves.toBeUndefined()
  })

  it('stops everybody together after fifty tries at one link', async () => {
    await tries(50, 'b', (index) => `client-${index}`)
    await expect(countTry('b', 'fresh')).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(countTry('c', 'fresh')).resolves.toBeUndefined()
  })

  it('starts anew for a client that gave the right one', async () => {
    await tries(4, 'd', () => 'one')
    await forgetTries('d', 'one')
    await tries(5, 'd', () => 'one')
  })
})
