import type { Metadata } from 'next'
import { Failure } from '#components/shell/failure.tsx'
import { PlainPage } from '#components/shell/plain-page.tsx'
import { buttonClass } from '#components/ui/button-class.ts'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <PlainPage>
      <Failure
        code="404"
        title="There is nothing here that you can see"
        actions={
          <>
            <a href="/" className={buttonClass('primary')}>
              Go to your lists
            </a>
            <a href="/sign-in" className={buttonClass('secondary')}>
              Sign in
            </a>
          </>
        }
      >
        <p>
          The address may be mistyped, or what was here may have been moved or removed. A shared link may have expired
          or been withdrawn; whoever sent it can make a new one.
        </p>
        <p>It may also belong to a list that you are not a member of. Its admin can invite you.</p>
      </Failure>
    </PlainPage>
  )
}
