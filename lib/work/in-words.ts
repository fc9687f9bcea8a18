import { AppError } from '#lib/errors.ts'
import { isWorkError } from './work-error.ts'

export type LimitWords = {
  /** What is said of a text that takes more time, memory or room than a task has. */
  tooMuch: string
  /** Where too much is waiting already. */
  busy?: string
}

const BUSY = 'Colloquium is busy with other imports; try again in a moment.'

/** Waits for a task of the worker pool, and says in a sentence which limit it went over. @throws AppError too_large, unavailable. */
export async function inWords<T>(work: Promise<T>, { tooMuch, busy = BUSY }: LimitWords): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (!isWorkError(cause)) throw cause
    if (cause.limit === 'busy') throw new AppError('unavailable', busy, { cause })
    throw new AppError('too_large', tooMuch, { cause })
  }
}
