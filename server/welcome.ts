import { unsafeFirstAdminLink } from '#lib/accounts/commands.ts'

/** Says where the program is and, until the first admin has signed in, how they do. */
export async function welcome(url: string): Promise<void> {
  const link = await unsafeFirstAdminLink()
  console.log(`\nColloquium is ready at ${url}`)
  if (link) console.log(`Sign in as the first admin (this link works once): ${link}`)
  console.log('')
}
