import type { Metadata } from 'next'
import { EmailForm } from '#components/accounts/email-form.tsx'
import { NarrowPage } from '#components/accounts/narrow-page.tsx'
import { ProviderButtons } from '#components/accounts/provider-buttons.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { canMail } from '#lib/accounts/mail.ts'
import { safePath } from '#lib/accounts/safe-path.ts'
import { siteUrl } from '#lib/accounts/sign-in-links.ts'
import { providerButtons } from '#lib/web/auth-providers.ts'
import { currentUser } from '#lib/web/session.ts'
import { requestLinkAction } from '../actions.ts'

export const metadata: Metadata = { title: 'This list waits for you', robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

/** Where a member comes who opens a list that their sign-in does not count in: what stands in the way, and what to do. */
export default async function ProvePage({ searchParams }: { searchParams: Search }) {
  const next = safePath((await searchParams).next, siteUrl())
  const user = await currentUser()
  const [providers, mails] = [providerButtons(), canMail()]
  const canProve = mails || providers.length > 0
  return (
    <NarrowPage
      title="This list waits for you"
      description="You were added to it, but your sign-in does not open it yet: it came from a link that an admin of another list handed out."
    >
      {user && (
        <p>
          You are signed in as <span className="font-medium break-words">{user.email}</span>.
          {canProve && ' Show once that this address is yours, and all your lists open:'}
        </p>
      )}
      {providers.length > 0 && <ProviderButtons providers={providers} next={next} />}
      {mails && <EmailForm request={requestLinkAction} />}
      <p>
        {canProve ? 'Or ask' : 'Ask'} an admin of this list for a sign-in link of theirs: they make one on its Members
        page. Open it in this browser, and the lists that you can open now stay open.
      </p>
      <div>
        <ButtonLink href="/">Go to your lists</ButtonLink>
      </div>
    </NarrowPage>
  )
}
