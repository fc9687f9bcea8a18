import type { Metadata } from 'next'
import Link from 'next/link'
import { LiveNoteDesk } from '#components/notes/live/live-note-desk.tsx'
import { plainText } from '#lib/markdown/plain-text.ts'
import { getNoteDesk } from '#lib/notes/desk-queries.ts'
import { NOTES_PATH } from '#lib/notes/room-name.ts'
import { forPage } from '#lib/web/page.ts'
import { currentUser } from '#lib/web/session.ts'
import { type PaperParams, loadPaper } from '../load.ts'
import { citedAction, searchPapersAction, uploadImageAction } from './actions.ts'

export const metadata: Metadata = { title: 'The note' }

export default async function NotePage({ params }: PaperParams) {
  const { list: slug, paper: id } = await params
  const { actor, paper } = await loadPaper(slug, id, '/note')
  const [desk, user] = await Promise.all([forPage(getNoteDesk(actor, { slug }, id)), currentUser()])
  return (
    <>
      <div className="mb-3">
        <p className="eyebrow mb-1">Note on</p>
        <h1 className="font-serif text-2xl leading-tight font-semibold">
          <Link href={`/l/${slug}/p/${id}`} className="hover:text-accent">
            {plainText(paper.title, 300)}
          </Link>
        </h1>
      </div>
      <noscript>
        <p className="mb-4">The editor needs JavaScript. Reading does not.</p>
      </noscript>
      <LiveNoteDesk
        list={slug}
        paperId={id}
        userId={user?.id ?? ''}
        socketPath={NOTES_PATH}
        base={`/l/${slug}`}
        doneHref={`/l/${slug}/p/${id}`}
        {...desk}
        searchAction={searchPapersAction}
        citedAction={citedAction}
        uploadAction={uploadImageAction}
      />
    </>
  )
}
