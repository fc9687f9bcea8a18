import type { ReactNode } from 'react'
import { Shell } from '#components/shell/shell.tsx'
import { currentUser } from '#lib/web/session.ts'
import { signOutAction } from '../account/actions.ts'

export default async function NewListLayout({ children }: { children: ReactNode }) {
  return (
    <Shell user={await currentUser()} signOut={signOutAction}>
      {children}
    </Shell>
  )
}
