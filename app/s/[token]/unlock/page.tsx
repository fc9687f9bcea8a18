import { redirect } from 'next/navigation'
import { UnlockForm } from '#components/sharing/unlock-form.tsx'
import { forPage } from '#lib/web/page.ts'
import { findShare } from '../open-share.ts'
import { shareMetadata } from '../share-metadata.ts'
import { unlockShareAction } from './actions.ts'

type Props = {
  params: Promise<{ token: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props) {
  const { token } = await params
  return shareMetadata({
    title: 'Password needed',
    description: 'This page was shared with a password.',
    path: `/s/${token}/unlock`,
    type: 'website',
    isIndexable: false,
  })
}

export default async function UnlockPage({ params, searchParams }: Props) {
  const { token } = await params
  const { wrong, wait, paper } = await searchParams
  const share = await forPage(findShare(token))
  const wanted = typeof paper === 'string' ? paper : null
  if (!share.needsPassword) redirect(`/s/${token}${wanted ? `/p/${encodeURIComponent(wanted)}` : ''}`)
  const minutes = typeof wait === 'string' && /^\d{1,3}$/.test(wait) ? Number(wait) : null
  return <UnlockForm token={token} paper={wanted} wrong={wrong === '1'} wait={minutes} unlock={unlockShareAction} />
}
