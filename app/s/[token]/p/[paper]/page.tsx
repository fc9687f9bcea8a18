import { openShare } from '../../open-share.ts'
import { SharedPaper, paperMetadata } from '../../shared-paper.tsx'

type Props = { params: Promise<{ token: string; paper: string }> }

export async function generateMetadata({ params }: Props) {
  const { token, paper } = await params
  return paperMetadata(await openShare(token, paper), paper, `/s/${token}`, `/s/${token}/p/${paper}`)
}

export default async function SharedPaperPage({ params }: Props) {
  const { token, paper } = await params
  return <SharedPaper share={await openShare(token, paper)} paperId={paper} base={`/s/${token}`} />
}
