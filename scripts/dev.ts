import { prepare } from './prepare.ts'
import { runServer } from './run-server.ts'

prepare()
await runServer({ dev: true })
