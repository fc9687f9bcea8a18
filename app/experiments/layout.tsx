import type { ReactNode } from 'react'
import { PlainPage } from '#components/shell/plain-page.tsx'
import { currentUser } from '#lib/web/session.ts'

export default async function ExperimentsLayout({ children }: { children: ReactNode }) {
  return <PlainPage signIn={(await currentUser()) === null}>{children}</PlainPage>
}
