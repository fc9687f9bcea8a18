import type { Metadata } from 'next'
import { PlainPage } from '#components/shell/plain-page.tsx'
import { REFUSAL_TITLES, Refusal, type RefusalCode } from '#components/shell/refusal.tsx'

type Props = { params: Promise<{ code: string }> }

async function codeOf(params: Props['params']): Promise<RefusalCode> {
  const code = Number((await params).code)
  return code === 401 || code === 403 ? code : 404
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: REFUSAL_TITLES[await codeOf(params)] }
}

/**
 * A refusal as a page of its own. Where a page refuses while it is being rendered, Next sends an empty
 * shell that only scripts fill; the server sends this page in its place (server/http/whole-refusal.ts).
 */
export default async function RefusedPage({ params }: Props) {
  return (
    <PlainPage>
      <Refusal code={await codeOf(params)} />
    </PlainPage>
  )
}
