import { forbidden, notFound, redirect } from 'next/navigation'
import { isAppError } from '#lib/errors.ts'
import { asUnavailable } from './unavailable.ts'

/** The page that says how a member's sign-in comes to count in the list. */
function provePath(details: unknown): string {
  const { slug } = details as { slug: string }
  return `/sign-in/prove?${new URLSearchParams({ next: `/l/${slug}` })}`
}

/**
 * Awaits what a page needs; what the actor may not see or do becomes the 404 or 403 page, or the one that asks for
 * a proof, and what is unavailable for a while becomes its sentence, with status 503 (server/http/handler.ts).
 */
export async function forPage<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') notFound()
    if (isAppError(error) && error.code === 'unproven') redirect(provePath(error.details))
    if (isAppError(error) && error.code === 'forbidden') forbidden()
    throw asUnavailable(error)
  }
}
