import { prisma } from '#prisma/client.ts'

/** Whether the database answers. Unsafe: asks for nobody, and tells nothing of anybody. */
export async function unsafeDatabaseAnswers(): Promise<boolean> {
  try {
    await prisma().$queryRaw`select 1`
    return true
  } catch {
    return false
  }
}
