import type { Metadata } from 'next'
import { NarrowPage } from '#components/accounts/narrow-page.tsx'
import { RedeemLink } from '#components/accounts/redeem-link.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { findSignInLink } from '#lib/accounts/account-queries.ts'
import { currentUser } from '#lib/web/session.ts'

// The address is the key: it must not travel on in a Referer.
export const metadata: Metadata = { title: 'Sign in', referrer: 'no-referrer', robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value.slice(0, 300) : '')

export default async function LinkPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams
  const [token, email] = [one(search.token), one(search.email)]
  const link = token && email ? await findSignInLink(email, token) : null
  const user = await currentUser()
  if (link === null) {
    return (
      <NarrowPage
        title="This link does not work any more"
        description="It was used before, a newer one took its place, or its time is over. Ask whoever sent it for a new one."
      >
        <div>
          {user ? (
            <ButtonLink href="/">Go to your lists</ButtonLink>
          ) : (
            <ButtonLink href="/sign-in">Sign in another way</ButtonLink>
          )}
        </div>
      </NarrowPage>
    )
  }
  return (
    <NarrowPage title="Welcome to Colloquium" description="One click, and you are in.">
      <RedeemLink email={email} token={token} expires={link.expires} signedInAs={user?.email ?? null} />
    </NarrowPage>
  )
}
