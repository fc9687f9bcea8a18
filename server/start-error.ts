/**
 * Something that keeps the program from starting and that the person at the terminal can mend. Its
 * message is one clear sentence; it is printed without a stack and the process ends with code 1.
 */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** Whether `error` carries this system or Postgres error code, itself or in what caused it. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && codes.includes(String(current.code))) return true
    if (current instanceof AggregateError && current.errors.some((inner) => hasCode(inner, ...codes))) return true
  }
  return false
}

/** The line to print for an error that ends the program: a sentence where we have one, else the stack. */
export function lastWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const isSentence = error.name === 'StartError' || error.name === 'AppError'
  return isSentence ? error.message : (error.stack ?? error.message)
}
