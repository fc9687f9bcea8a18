import { describe, expect, it } from 'vitest'
import { countTry, countWrong, delayAfter, forgetTries } from './unlock-attempts.ts'

process.env.NEXTAUTH_SECRET = 'a secret of the tests'

let shares = 0
const newShare = () => `share-${shares++}`

/** Tries, and says for how long the answer was held back. */
async function attempt(share: string, client: string): Promise<number> {
  let waited = 0
  await countTry(share, client, { wait: async (ms) => void (waited += ms) })
  return waited
}

const guess = async (share: string, client: string) => {
  await attempt(share, client)
  await countWrong(share)
}

describe('guessing a password', () => {
  it('stops one client after five tries, and tells how long to wait', async () => {
    const share = newShare()
    for (let i = 0; i < 5; i++) await guess(share, 'mallory')
    await expect(attempt(share, 'mallory')).rejects.toMatchObject({
      code: 'rate_limited',
      message: 'Too many tries. Try again in 15 minutes.',
    })
    expect(await attempt(share, 'emmy')).toBe(0)
    expect(await attempt(newShare(), 'mallory')).toBe(0)
  })

  it('by very many clients together slows everybody down and locks out nobody who knows it', async () => {
    const share = newShare()
    for (let i = 0; i < 60; i++) await guess(share, `client ${i}`)
    expect(await attempt(share, 'emmy')).toBe(1000)
    await attempt(share, 'mallory')
    await countWrong(share)
    await attempt(share, 'mallory')
    await expect(attempt(share, 'mallory')).rejects.toMatchObject({ code: 'rate_limited' })
  })

  it('many tries at once of one client are five', async () => {
    const share = newShare()
    const tries = await Promise.allSettled(Array.from({ length: 30 }, () => attempt(share, 'mallory')))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  })

  it('starts anew for a client that gave the right one', async () => {
    const share = newShare()
    for (let i = 0; i < 4; i++) await guess(share, 'emmy')
    await forgetTries(share, 'emmy')
    for (let i = 0; i < 5; i++) await attempt(share, 'emmy')
  })

  it('is never held back for longer than five seconds', () => {
    expect([0, 50, 51, 100, 100_000].map(delayAfter)).toEqual([0, 0, 100, 5000, 5000])
  })
})
