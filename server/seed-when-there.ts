import { existsSync } from 'node:fs'
import { PRISMA_DIR } from './root-dir.ts'

export async function seedIfEmpty(): Promise<boolean> {
  const file = `${PRISMA_DIR}/seed/seed.ts`
  return existsSync(file) ? ((await import(file)) as { seedIfEmpty(): Promise<boolean> }).seedIfEmpty() : false
}
