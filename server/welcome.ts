import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT_DIR } from './root-dir.ts'

async function seed(): Promise<boolean> {
  const file = join(ROOT_DIR, 'prisma/seed/seed.ts')
  if (!existsSync(file)) return false
  const { seedIfEmpty } = await import(file)
  return seedIfEmpty()
}
async function link(): Promise<string | null> {
  const m = await import('#lib/people/commands.ts') as any
  return m.unsafeFirstAdminLink ? m.unsafeFirstAdminLink() : null
}

/** Fills an empty database with the seed list, then says where the program is and how its first admin signs in. */
export async function welcome(url: string): Promise<void> {
  if (await seed()) console.log('Imported the seed list.')
  const first = await link()
  console.log(`\nColloquium is ready at ${url}`)
  if (first) console.log(`Sign in as the first admin (this link works once): ${first}`)
  console.log('')
}
