import { lastWords } from '#server/start-error.ts'

/** Prints what ended the program, in one sentence where there is one, and ends it with code 1. */
export function endWith(error: unknown): never {
  console.error(lastWords(error))
  process.exit(1)
}

/**
 * Runs the server until it is stopped; the process then ends with code 0. Imported late: the Prisma
 * client that it needs may have been generated only now.
 */
export async function runServer(options: { dev: boolean; isBackedUp?: boolean }): Promise<never> {
  // React and Next read these as soon as they are loaded.
  Object.assign(process.env, { NODE_ENV: options.dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
  const { serve } = await import('#server/main.ts')
  try {
    await serve(options)
  } catch (error) {
    endWith(error)
  }
  process.exit(0)
}
