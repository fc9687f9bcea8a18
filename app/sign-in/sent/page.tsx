import type { Metadata } from 'next'
import { NarrowPage } from '#components/accounts/narrow-page.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { MAILED_HOURS } from '#lib/accounts/sign-in-links.ts'

export const metadata: Metadata = { title: 'Look into your mail' }

export default function SentPage() {
  return (
    <NarrowPage
      title="Look into your mail"
      description={
        <>
          If somebody was invited with this address, a sign-in link is on its way to it. It works once and for{' '}
          {MAILED_HOURS} hours.
        </>
      }
    >
      <p>
        Nothing there after a few minutes? Look among the unwanted mail, and make sure that it is the address you were
        invited with.
      </p>
      <div>
        <ButtonLink href="/sign-in">Try again</ButtonLink>
      </div>
    </NarrowPage>
  )
}
