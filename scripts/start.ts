import { buildIfNeeded } from './build.ts'
import { prepare } from './prepare.ts'
import { returnMemory } from './return-memory.ts'
import { endWith, runServer } from './run-server.ts'

returnMemory()
try {
  prepare()
  // Before the build, which takes a while: a taken port or data folder is told at once.
  const { preflight } = await import('#server/preflight.ts')
  await preflight()
  buildIfNeeded()
} catch (error) {
  endWith(error)
}
await runServer({ dev: false, isBackedUp: process.argv.includes('--backed-up') })
