import type { Metadata } from 'next'
import { PlainPage } from '#components/shell/plain-page.tsx'
import { Refusal } from '#components/shell/refusal.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <PlainPage>
      <Refusal code={404} />
    </PlainPage>
  )
}
