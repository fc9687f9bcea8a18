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

/** How much the installation holds. Unsafe: for the server's own terminal. */
export async function unsafeCountContents(): Promise<{ lists: number; papers: number; people: number }> {
  const [lists, papers, people] = await Promise.all([
    prisma().list.count(),
    prisma().paper.count(),
    prisma().user.count(),
  ])
  return { lists, papers, people }
}
