/** What a task took too much of; `busy`: too much was waiting already. */
export type WorkLimit = 'time' | 'memory' | 'output' | 'busy'

/**
 * A task of the worker pool that was ended because it went over a limit. Callers turn it into a sentence
 * about their own text; what nobody caught is answered as a failure that says to try again.
 */
export class WorkError extends Error {
  override readonly name = 'WorkError'
  readonly limit: WorkLimit

  constructor(limit: WorkLimit) {
    super(`a task went over its limit of ${limit}`)
    this.limit = limit
  }
}

/** True across bundles: the server and Next each hold their own copy of this module. */
export const isWorkError = (error: unknown): error is WorkError =>
  error instanceof Error && error.name === 'WorkError' && 'limit' in error
