import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prismaCli } from './prisma-cli.ts'

/** `npm run format` formats schema.prisma, and `npm run lint` (--check) says where that was not done. */
const root = join(import.meta.dirname, '..')
const schema = join(root, 'prisma/schema.prisma')
/** The schema as the migrations know it: the same text, unless a migration is still to be made. */
const snapshot = join(root, 'prisma/migrations/schema.snapshot.prisma')

const isSame = readFileSync(schema, 'utf8') === readFileSync(snapshot, 'utf8')
const { status, stdout, stderr } = prismaCli(['format', ...process.argv.slice(2)])
if (status !== 0) {
  console.error(`prisma/schema.prisma is not formatted; npm run format does it.\n${stdout}${stderr}`)
  process.exit(1)
}
if (isSame && !process.argv.includes('--check')) copyFileSync(schema, snapshot)
