import { forbidden, notFound } from 'next/navigation'
import { isAppError } from '#lib/errors.ts'

/** Awaits what a page needs; what the actor may not see or do becomes the 404 or 403 page. */
export async function forPage<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') notFound()
    if (isAppError(error) && error.code === 'forbidden') forbidden()
    throw error
  }
}
