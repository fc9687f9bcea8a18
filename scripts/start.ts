import { buildIfNeeded } from './build.ts'
import { prepare } from './prepare.ts'
import { runServer } from './run-server.ts'

prepare()
await buildIfNeeded()
await runServer({ dev: false })
