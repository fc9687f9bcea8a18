/** What went wrong, in a word that doors translate: HTTP status, exit code, page. */
export type AppErrorCode =
  | 'not_found'
  | 'forbidden'
  /** A member of the list, whose sign-in does not prove who they are there. */
  | 'unproven'
  | 'unauthenticated'
  | 'invalid'
  | 'conflict'
  | 'too_large'
  | 'rate_limited'
  | 'unavailable'

export const HTTP_STATUS: Record<AppErrorCode, number> = {
  not_found: 404,
  forbidden: 403,
  unproven: 403,
  unauthenticated: 401,
  invalid: 422,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
}

/**
 * The one error type of the domain. `message` is shown to people as it stands, so it carries no
 * internals. `fields` maps an input's name to what is wrong with it; `details` is for the caller
 * (a conflict's other side), never shown unasked.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: AppErrorCode
  readonly fields: Record<string, string>
  readonly details: unknown

  constructor(
    code: AppErrorCode,
    message: string,
    options: { fields?: Record<string, string>; details?: unknown; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.fields = options.fields ?? {}
    this.details = options.details
  }
}

/** True across bundles: the server and Next each hold their own copy of this module. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error
}

/** Not allowed to see is answered exactly like not there. */
export const notFound = (what: string) =>
  new AppError('not_found', `This ${what} does not exist, or is not yours to see.`)
