import type { Metadata } from 'next'
import { Failure } from '#components/shell/failure.tsx'
import { PlainPage } from '#components/shell/plain-page.tsx'
import { buttonClass } from '#components/ui/button-class.ts'

export const metadata: Metadata = { title: 'Not allowed' }

export default function Forbidden() {
  return (
    <PlainPage>
      <Failure
        code="403"
        title="Your role does not allow this"
        actions={
          <a href="/" className={buttonClass('primary')}>
            Go to your lists
          </a>
        }
      >
        <p>
          You may read this list, but this page is for people with another role in it. Members edit papers and notes and
          share links; admins also import, arrange the list and look after its members.
        </p>
        <p>If you need it, ask an admin of the list; the Members page says who they are.</p>
      </Failure>
    </PlainPage>
  )
}
