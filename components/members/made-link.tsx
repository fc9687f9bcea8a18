import { CopyButton } from '#components/ui/copy-button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Time } from '#components/ui/time.tsx'
import type { LinkShown } from './people-types.ts'

const WITHOUT_LINK: Record<NonNullable<LinkShown['withoutLink']>, string> = {
  'has-signed-in': 'They have an account here already and sign in as they always do, so there is no link to hand on.',
  'installation-admin': 'They are an admin of this installation and sign in as they always do.',
  'no-admin': 'Only an admin can make a link.',
}

/** A one-time link, shown this once, or why there is none. */
export function MadeLink({ made }: { made: LinkShown }) {
  const { email, link, opensAll, withoutLink, mailed } = made
  return (
    <Notice tone="success" role="status" title={link ? `The sign-in link of ${email}` : `${email} was added`}>
      {mailed && <p>A message was sent to {email}.</p>}
      {link ? (
        <div className="mt-2 grid gap-3">
          <p>
            {mailed ? 'You can also hand it on yourself.' : 'Send it to them yourself.'} It works once, until{' '}
            <Time date={link.expires} time />, and is not shown again. Whoever opens it is signed in as {email}
            {opensAll ? '' : ', in this list only'}.
          </p>
          <input
            readOnly
            aria-label={`Sign-in link of ${email}`}
            value={link.url}
            className="control font-mono text-sm"
          />
          <div>
            <CopyButton text={link.url} label="Copy the link" />
          </div>
        </div>
      ) : (
        withoutLink && <p>{WITHOUT_LINK[withoutLink]}</p>
      )}
    </Notice>
  )
}
