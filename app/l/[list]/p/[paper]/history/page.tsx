import type { Metadata } from 'next'
import Link from 'next/link'
import { NoteVersions } from '#components/notes/note-versions.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { plainText } from '#lib/markdown/plain-text.ts'
import { getNoteVersion, listNoteVersions } from '#lib/notes/queries.ts'
import { forPage } from '#lib/web/page.ts'
import { type PaperParams, loadPaper } from '../load.ts'

export const metadata: Metadata = { title: 'Earlier versions of a note' }

type Props = PaperParams & { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function NoteHistoryPage({ params, searchParams }: Props) {
  const { list: slug, paper: id } = await params
  const { v } = await searchParams
  const { actor, paper } = await loadPaper(slug, id, '/history')
  const versions = await forPage(listNoteVersions(actor, { slug }, id))
  const wanted = typeof v === 'string' && /^\d{1,9}$/.test(v) ? Number(v) : versions[0]?.version
  const shown = wanted === undefined ? null : await forPage(getNoteVersion(actor, { slug }, id, wanted))
  return (
    <>
      <PageHeader
        title="Earlier versions"
        description={
          <>
            The note on{' '}
            <Link href={`/l/${slug}/p/${id}`} className="link">
              {plainText(paper.title, 300)}
            </Link>
            , as it was after each save.
          </>
        }
      />
      <NoteVersions versions={versions} shown={shown} href={(version) => `/l/${slug}/p/${id}/history?v=${version}`} />
    </>
  )
}
