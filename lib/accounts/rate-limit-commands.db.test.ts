import { beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '#prisma/client.ts'
import {
  type Limit,
  unsafeCount,
  unsafeForgetCount,
  unsafeForgetOldCounts,
  unsafeReadCount,
  unsafeTake,
} from './rate-limit-commands.ts'

process.env.NEXTAUTH_SECRET = 'a secret of the tests'

const LIMIT: Limit = { name: 'trying', points: 3, seconds: 600 }
const runOut = () => prisma().rateLimit.updateMany({ data: { resetsAt: new Date(Date.now() - 1000) } })

beforeEach(() => prisma().rateLimit.deleteMany({}))

describe('a limit of tries', () => {
  it('refuses one too many with a sentence that says how long to wait', async () => {
    for (let i = 0; i < 3; i++) await unsafeTake(LIMIT, 'emmy', 'Too many tries.')
    await expect(unsafeTake(LIMIT, 'emmy', 'Too many tries.')).rejects.toMatchObject({
      code: 'rate_limited',
      message: 'Too many tries. Try again in 10 minutes.',
      details: { minutes: 10 },
    })
    await expect(unsafeTake(LIMIT, 'ada', 'Too many tries.')).resolves.toBeUndefined()
  })

  it('counts many at once one by one, whichever process counts', async () => {
    const counts = await Promise.all(Array.from({ length: 20 }, () => unsafeCount(LIMIT, 'emmy')))
    expect(counts.map(({ points }) => points).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    )
  })

  it('starts anew when its time is over', async () => {
    await unsafeCount(LIMIT, 'emmy')
    await unsafeCount(LIMIT, 'emmy')
    await runOut()
    expect(await unsafeReadCount(LIMIT, 'emmy')).toBe(0)
    expect((await unsafeCount(LIMIT, 'emmy')).points).toBe(1)
    expect((await unsafeCount(LIMIT, 'emmy')).msLeft).toBeGreaterThan(590_000)
  })

  it('is not made longer by further tries', async () => {
    await unsafeCount(LIMIT, 'emmy')
    await prisma().rateLimit.updateMany({ data: { resetsAt: new Date(Date.now() + 60_000) } })
    expect((await unsafeCount(LIMIT, 'emmy')).msLeft).toBeLessThanOrEqual(60_000)
  })

  it('keeps no address, and nothing that one can be found by without the secret', async () => {
    await unsafeCount(LIMIT, '203.0.113.7')
    const [row] = await prisma().rateLimit.findMany()
    expect(row?.key).toMatch(/^[0-9a-f]{64}$/)
    process.env.NEXTAUTH_SECRET = 'another secret'
    expect(await unsafeReadCount(LIMIT, '203.0.113.7')).toBe(0)
    process.env.NEXTAUTH_SECRET = 'a secret of the tests'
  })

  it('is forgotten one by one, and by the chore where it has run out', async () => {
    await unsafeCount(LIMIT, 'emmy')
    await unsafeForgetCount(LIMIT, 'emmy')
    expect(await prisma().rateLimit.count()).toBe(0)
    await unsafeCount(LIMIT, 'emmy')
    await runOut()
    await unsafeCount(LIMIT, 'ada')
    expect(await unsafeForgetOldCounts()).toBe(1)
    expect(await unsafeReadCount(LIMIT, 'ada')).toBe(1)
  })
})
