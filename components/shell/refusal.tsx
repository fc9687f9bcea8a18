import { buttonClass } from '#components/ui/button-class.ts'
import { Failure } from './failure.tsx'

export type RefusalCode = 401 | 403 | 404

export const REFUSAL_TITLES: Record<RefusalCode, string> = {
  401: 'Please sign in first',
  403: 'Your role does not allow this',
  404: 'There is nothing here that you can see',
}

const TEXTS: Record<RefusalCode, string[]> = {
  401: ['This page is for members. Your session may have ended since you last came.'],
  403: [
    'You may read this list, but this page is for people with another role in it. Members edit papers and notes and share links; admins also import, arrange the list and look after its members.',
    'If you need it, ask one of the list’s admins; the Members page says who they are.',
  ],
  404: [
    'The address may be mistyped, or what was here may have been moved or removed. A shared link may have expired or been withdrawn; whoever sent it can make a new one.',
    'It may also belong to a list that you are not a member of. Its admin can invite you.',
  ],
}

/** What a person reads where a page is not there for them, and where they can go instead. */
export function Refusal({ code }: { code: RefusalCode }) {
  return (
    <Failure
      code={String(code)}
      title={REFUSAL_TITLES[code]}
      actions={
        <>
          <a href="/" className={buttonClass(code === 401 ? 'secondary' : 'primary')}>
            Go to your lists
          </a>
          {code !== 403 && (
            <a href="/sign-in" className={buttonClass(code === 401 ? 'primary' : 'secondary')}>
              Sign in
            </a>
          )}
        </>
      }
    >
      {TEXTS[code].map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Failure>
  )
}
