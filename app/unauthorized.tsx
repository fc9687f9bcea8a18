import type { Metadata } from 'next'
import { Failure } from '#components/shell/failure.tsx'
import { PlainPage } from '#components/shell/plain-page.tsx'
import { buttonClass } from '#components/ui/button-class.ts'

export const metadata: Metadata = { title: 'Please sign in' }

export default function Unauthorized() {
  return (
    <PlainPage>
      <Failure
        code="401"
        title="Please sign in first"
        actions={
          <a href="/sign-in" className={buttonClass('primary')}>
            Sign in
          </a>
        }
      >
        <p>This page is for members. Your session may have ended since you last came.</p>
      </Failure>
    </PlainPage>
  )
}
