import { prepare } from './prepare.ts'
import { endWith, runServer } from './run-server.ts'

try {
  prepare()
} catch (error) {
  endWith(error)
}
await runServer({ dev: true, isBackedUp: process.argv.includes('--backed-up') })
