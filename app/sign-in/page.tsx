import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { EmailForm } from '#components/accounts/email-form.tsx'
import { NarrowPage } from '#components/accounts/narrow-page.tsx'
import { ProviderButtons } from '#components/accounts/provider-buttons.tsx'
import { signInProblem } from '#components/accounts/sign-in-problems.ts'
import { Notice } from '#components/ui/notice.tsx'
import { canMail } from '#lib/accounts/mail.ts'
import { safePath } from '#lib/accounts/safe-path.ts'
import { siteUrl } from '#lib/accounts/sign-in-links.ts'
import { providerButtons } from '#lib/web/auth-providers.ts'
import { currentActor } from '#lib/web/session.ts'
import { requestLinkAction } from './actions.ts'

export const metadata: Metadata = { title: 'Sign in' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { next, callbackUrl, error } = await searchParams
  const goTo = safePath(next ?? callbackUrl, siteUrl())
  const problem = signInProblem(error)
  const actor = await currentActor()
  if (actor.kind === 'user' && problem === null) redirect(goTo)
  const providers = providerButtons()
  const mails = canMail()
  return (
    <NarrowPage
      title="Sign in"
      description="Colloquium is for invited people. Pages that somebody shared with you by a link need no sign-in."
    >
      {problem && (
        <Notice tone="danger" role="alert">
          {problem}
        </Notice>
      )}
      {providers.length > 0 && <ProviderButtons providers={providers} next={goTo} />}
      {providers.length > 0 && mails && (
        <p data-needs-js className="text-center text-sm text-muted">
          or by mail
        </p>
      )}
      {mails ? (
        <EmailForm request={requestLinkAction} />
      ) : (
        <Notice title={providers.length > 0 ? 'No such account?' : 'You need a link'}>
          Ask an admin of your group for a sign-in link: they make one on the members page. Whoever runs this site makes
          one with <code className="font-mono text-sm">npx colloquium invite</code>.
        </Notice>
      )}
    </NarrowPage>
  )
}
