import { resolve } from 'node:path'
import { closeWorkPool, setWorkFolder } from '#lib/work/pool.ts'
import { lastWords } from '#server/start-error.ts'
import { prepare } from '../scripts/prepare.ts'

// Logs go to stdout, which belongs to a command's own answer.
process.env.LOG_LEVEL ??= 'silent'

// A command is run in any folder.
setWorkFolder(resolve(import.meta.dirname, '..'))

try {
  prepare()
  // Imported late: the commands need the Prisma client, which may have been generated only now.
  const { program } = await import('./program.ts')
  await program.parseAsync()
} catch (error) {
  console.error(lastWords(error))
  process.exitCode = 1
} finally {
  // Its threads would keep the command running.
  await closeWorkPool()
}
