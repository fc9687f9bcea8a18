import type { Metadata } from 'next'
import { PlainPage } from '#components/shell/plain-page.tsx'
import { Refusal } from '#components/shell/refusal.tsx'

export const metadata: Metadata = { title: 'Please sign in' }

export default function Unauthorized() {
  return (
    <PlainPage>
      <Refusal code={401} />
    </PlainPage>
  )
}
