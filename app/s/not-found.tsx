import type { Metadata } from 'next'
import { PublicFrame } from '#components/sharing/public-frame.tsx'

export const metadata: Metadata = {
  title: { absolute: 'Nothing here · Colloquium' },
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
}

export default function SharedNotFound() {
  return (
    <PublicFrame title="Colloquium" href={null}>
      <div className="mx-auto max-w-measure py-8 sm:py-16">
        <h1 className="font-serif text-3xl leading-tight font-semibold">There is nothing at this link</h1>
        <p className="mt-4">
          The link may have been mistyped or cut short, it may have ended, or the group may have taken back what it
          shared.
        </p>
        <p className="mt-4">
          Compare the address with the message that brought you here; if it is the same, ask whoever sent it for a new
          link. Members of the group can{' '}
          <a href="/sign-in" className="link">
            sign in
          </a>{' '}
          and find everything there.
        </p>
      </div>
    </PublicFrame>
  )
}
