import type { Metadata } from 'next'
import { PlainPage } from '#components/shell/plain-page.tsx'
import { Refusal } from '#components/shell/refusal.tsx'

export const metadata: Metadata = { title: 'Not allowed' }

export default function Forbidden() {
  return (
    <PlainPage>
      <Refusal code={403} />
    </PlainPage>
  )
}
