import { openList } from '#lib/access/open-list.ts'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { SYSTEM } from '#lib/access/roles.ts'
import { isAppError } from '#lib/errors.ts'
import { listLists } from '#lib/lists/queries.ts'
import { inviteMember, newLinkForMember } from '#lib/members/commands.ts'
import { inviteSchema } from '#lib/members/schema.ts'
import { unsafeIsInstallationAdmin } from '#lib/accounts/account-queries.ts'
import { createSignInLink } from '#lib/accounts/commands.ts'
import { type SignInLink, normalizeEmail } from '#lib/accounts/sign-in-links.ts'
import { withDatabase } from '#server/with-database.ts'

type Options = { role: string; list?: string; name?: string; json?: boolean }

type Invited = {
  email: string
  list: string | null
  role: string | null
  added: boolean
  url: string
  expires: string
  mailed: boolean
}

/** The list that is meant: the one named, or the only one there is; null where there is none at all. */
async function chooseList(slug: string | undefined): Promise<string | null> {
  const slugs = (await listLists(SYSTEM)).map((list) => list.slug)
  if (slug !== undefined) {
    if (slugs.includes(slug)) return slug
    throw new Error(`There is no list “${slug}”. There is: ${slugs.join(', ') || 'none'}.`)
  }
  if (slugs.length <= 1) return slugs[0] ?? null
  throw new Error(`Say which list with --list: ${slugs.join(', ')}.`)
}

/**
 * Invites a person, or makes a new link for somebody who belongs to the list already (their role
 * stays). Admins of the installation belong to every list, so they only get a link; with no list at
 * all, so does whoever has an account.
 * @throws Error in one sentence where the input or the list is wrong.
 */
export async function invite(email: string, options: Options): Promise<Invited> {
  // Before the address is looked at: the first admin's may be a placeholder that no mail could be sent to.
  if (await unsafeIsInstallationAdmin(email)) return linkOnly(email)
  const parsed = inviteSchema.safeParse({ email, role: options.role.toUpperCase(), name: options.name })
  if (!parsed.success) throw new Error(`${email}: ${parsed.error.issues[0]?.message ?? 'not valid.'}`)
  const input = parsed.data
  const list = await chooseList(options.list)
  if (list === null) {
    return linkOnly(input.email).catch(() => {
      throw new Error('There is no list yet to invite to. Make one first.')
    })
  }
  const access = await openList(SYSTEM, { slug: list })
  const made = await inviteMember(access, input).then(
    (invitation) => ({ ...invitation, added: true }),
    async (error: unknown) => {
      const details = isAppError(error) && error.code === 'conflict' ? memberOf.safeParse(error.details) : null
      if (!details?.success) throw error
      return { ...(await newLinkForMember(access, details.data.userId)), added: false }
    },
  )
  if (made.link === null) throw new Error('No link could be made.')
  const { added, mailed, link } = made
  return { email: input.email, list, role: added ? input.role : null, added, mailed, ...shown(link) }
}

const shown = ({ url, expires }: SignInLink) => ({ url, expires: expires.toISOString() })

async function linkOnly(email: string): Promise<Invited> {
  const link = await createSignInLink(SYSTEM, email)
  return { email: normalizeEmail(email), list: null, role: null, added: false, mailed: false, ...shown(link) }
}

const memberOf = z.object({ userId: z.string() })

function describe(invited: Invited): string {
  const { email, list, role, added, mailed, url, expires } = invited
  const what = added
    ? `${email} is now ${role?.toLowerCase()} of ${list}.`
    : `${email} was invited before; a new sign-in link.`
  const how = `Works once, until ${expires.slice(0, 16).replace('T', ' ')} UTC${mailed ? '; also sent by mail' : ''}:`
  return `${what}\n${how}\n${url}`
}

/** Adds `invite`: a person's one-time sign-in link, from the server's own terminal; also the operator's way back in. */
export function registerInvite(program: Command): void {
  program
    .command('invite')
    .description('invite a person to a list, or make a new sign-in link for somebody who was invited')
    .argument('<email>', 'the person’s e-mail address')
    .addOption(new Option('--role <role>', 'what they may do').choices(['admin', 'member', 'viewer']).default('member'))
    .option('--list <slug>', 'the list; not needed where there is only one')
    .option('--name <name>', 'the person’s name')
    .option('--json', 'print the result as JSON')
    .action(async (email: string, options: Options) => {
      const invited = await withDatabase(() => invite(email, options))
      console.log(options.json ? JSON.stringify(invited, null, 2) : describe(invited))
    })
}
