import { expect, it } from 'vitest'
import { AppError } from '#lib/errors.ts'
import { forPage } from './page.ts'
import { unavailableSentence } from './unavailable-digest.ts'
import { watchUnavailable, whatWasUnavailable } from './unavailable.ts'

const BUSY = 'Colloquium is busy; try again in a moment.'
const failure = (error: Error) => forPage(Promise.reject(error)).catch((thrown: unknown) => thrown)

it('a page that is unavailable for a while tells its reader and the server so, without a stack', async () => {
  await watchUnavailable(async () => {
    const thrown = (await failure(new AppError('unavailable', BUSY))) as Error
    expect([unavailableSentence(thrown), whatWasUnavailable()]).toEqual([BUSY, BUSY])
    expect(thrown.stack).not.toContain('\n')
    expect(await failure(thrown)).toMatchObject({ message: BUSY })
  })
})

it('a page that fails tells nothing of why, and one request nothing of another', async () => {
  await watchUnavailable(async () => {
    const error = new Error('Connection string: secret')
    expect(await failure(error)).toBe(error)
    expect([unavailableSentence(error), whatWasUnavailable()]).toEqual([null, null])
    await watchUnavailable(() => failure(new AppError('unavailable', BUSY)))
    expect(whatWasUnavailable()).toBeNull()
  })
})
