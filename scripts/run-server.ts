/**
 * Runs the server until it is stopped; the process then ends with code 0. What keeps it from starting
 * is printed in one sentence and ends it with code 1. Imported late: the Prisma client it needs is
 * generated first.
 */
export async function runServer(options: { dev: boolean }): Promise<never> {
  // Read by React and Next as soon as they are loaded.
  Object.assign(process.env, { NODE_ENV: options.dev ? 'development' : 'production' })
  const { serve } = await import('#server/main.ts')
  const { lastWords } = await import('#server/start-error.ts')
  try {
    await serve(options)
    process.exit(0)
  } catch (error) {
    console.error(lastWords(error))
    process.exit(1)
  }
}
