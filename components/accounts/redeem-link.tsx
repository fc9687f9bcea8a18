import { buttonClass } from '#components/ui/button-class.ts'
import { Notice } from '#components/ui/notice.tsx'
import { Time } from '#components/ui/time.tsx'

/**
 * The button that uses a one-time link up. A form, so that programs which open every link of a mail
 * do not; it works without JavaScript.
 */
export function RedeemLink({
  email,
  token,
  expires,
  signedInAs,
}: {
  email: string
  token: string
  expires: Date
  /** Who is signed in here at the moment. */
  signedInAs: string | null
}) {
  return (
    <>
      {signedInAs && signedInAs !== email && (
        <Notice tone="warning">
          You are signed in here as {signedInAs}. The link is for somebody else: using it signs you out first.
        </Notice>
      )}
      <form method="get" action="/api/auth/callback/email">
        <input type="hidden" name="callbackUrl" value="/" />
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="email" value={email} />
        <button type="submit" className={buttonClass('primary', 'lg', 'w-full')}>
          <span className="min-w-0 break-words">Sign in as {email}</span>
        </button>
      </form>
      <p className="text-sm text-muted">
        The link works once, until <Time date={expires} time />. You stay signed in for 30 days on this browser, or
        until you sign out.
      </p>
    </>
  )
}
