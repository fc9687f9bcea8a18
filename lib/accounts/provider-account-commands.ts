import { prisma } from '#prisma/client.ts'

export type ProviderAccount = { userId: string; type: string; provider: string; providerAccountId: string }

/**
 * Joins a provider's account to a person; that counts as having signed in. The provider's tokens are
 * not kept: nothing here needs them. Unsafe: asks nobody; sign-in has looked at the verified address.
 */
export async function unsafeLinkAccount({ userId, type, provider, providerAccountId }: ProviderAccount): Promise<void> {
  await prisma().$transaction(async (db) => {
    await db.account.create({ data: { userId, type, provider, providerAccountId }, select: { id: true } })
    await db.user.updateMany({ where: { id: userId, emailVerified: null }, data: { emailVerified: new Date() } })
  })
}
