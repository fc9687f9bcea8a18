import type { ReactNode } from 'react'
import { PublicFrame } from '#components/sharing/public-frame.tsx'
import { forPage } from '#lib/web/page.ts'
import { findShare, sharedHead } from './open-share.ts'

export default async function SharedLayout({
  children,
  params,
}: {
  children: ReactNode
  params: Promise<{ token: string }>
}) {
  const { token } = await params
  const share = await forPage(findShare(token))
  if (share.needsPassword) {
    return (
      <PublicFrame title="Colloquium" href={null}>
        {children}
      </PublicFrame>
    )
  }
  const { list } = await sharedHead(share)
  return (
    <PublicFrame title={list.title} href={`/s/${token}`}>
      {children}
    </PublicFrame>
  )
}
