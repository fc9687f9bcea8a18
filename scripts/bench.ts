import { prepare } from './prepare.ts'

/** Runs bench/NAME.ts with the arguments after it, on a fresh clone too: what git does not hold is made first. */
const [name = ''] = process.argv.splice(2, 1)
try {
  prepare()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
await import(`../bench/${name}.ts`)
