import type { ReactNode } from 'react'
import { PlainPage } from '#components/shell/plain-page.tsx'

export default function SignInLayout({ children }: { children: ReactNode }) {
  return <PlainPage>{children}</PlainPage>
}
