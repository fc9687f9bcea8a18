import type { Metadata } from 'next'
import { EmailChangeForm } from '#components/accounts/email-change-form.tsx'
import { NameForm } from '#components/accounts/name-form.tsx'
import { SessionList } from '#components/accounts/session-list.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getAccount } from '#lib/accounts/account-queries.ts'
import { forPage } from '#lib/web/page.ts'
import { requireActor, sessionToken } from '#lib/web/session.ts'
import { changeEmailAction, endSessionAction, renameAction, signOutAction, signOutEverywhereAction } from './actions.ts'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const actor = await requireActor('/account')
  const account = await forPage(getAccount(actor, await sessionToken()))
  return (
    <div className="max-w-2xl">
      <PageHeader title="Account" description={account.email} />
      <div className="grid gap-12">
        <section aria-labelledby="who" className="grid gap-6">
          <h2 id="who" className="font-serif text-2xl font-semibold">
            Who you are
          </h2>
          <NameForm name={account.name ?? ''} rename={renameAction} />
          {account.isInstallationAdmin ? (
            <EmailChangeForm email={account.email} change={changeEmailAction} />
          ) : (
            <p className="text-[0.9375rem] text-muted">
              Your address is the one you were invited with, {account.email}. It says who you are to those who share
              lists with you, so it cannot be changed here.
            </p>
          )}
        </section>
        <section aria-labelledby="sessions">
          <h2 id="sessions" className="font-serif text-2xl font-semibold">
            Where you are signed in
          </h2>
          <p className="mt-1 text-[0.9375rem] text-muted">
            A sign-in lasts 30 days. What you end here is ended at once.
          </p>
          {!account.isProven && (
            <p className="mt-1 text-[0.9375rem] text-muted">
              This one came from a link that an admin of a list handed out, so it opens that admin’s list and no other,
              and shows only sign-ins like it.{' '}
              <a href="/sign-in/prove" className="link">
                Prove that the address is yours
              </a>{' '}
              to open all your lists.
            </p>
          )}
          <SessionList
            sessions={account.sessions}
            end={endSessionAction}
            signOut={signOutAction}
            signOutEverywhere={signOutEverywhereAction}
          />
        </section>
      </div>
    </div>
  )
}
