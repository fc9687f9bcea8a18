import type { Metadata, Viewport } from 'next'
import Link from 'next/link'
import { LiveNoteDesk } from '#components/notes/live/live-note-desk.tsx'
import { plainText } from '#lib/markdown/plain-text.ts'
import { getNoteDesk } from '#lib/notes/desk-queries.ts'
import { NOTES_PATH } from '#lib/notes/room-name.ts'
import { forPage } from '#lib/web/page.ts'
import { currentUser } from '#lib/web/session.ts'
import { discussionActions } from '../discussion/discussion-calls.ts'
import { type PaperParams, loadPaper } from '../load.ts'
import { citedAction, placedAction, searchPapersAction, uploadImageAction } from './actions.ts'

export const metadata: Metadata = { title: 'The note' }
// A phone's keyboard takes its room from the page, so that the line one writes in stays above it.
export const viewport: Viewport = { interactiveWidget: 'resizes-content' }

export default async function NotePage({ params }: PaperParams) {
  const { list: slug, paper: id } = await params
  const { access, paper } = await loadPaper(slug, id, '/note')
  const [desk, user] = await Promise.all([forPage(getNoteDesk(access, id)), currentUser()])
  return (
    <>
      <div className="mb-1 lg:mb-2">
        <p className="eyebrow mb-1 max-lg:sr-only">Note on</p>
        <h1 className="font-serif text-lg leading-tight font-semibold lg:text-2xl">
          <Link href={`/l/${slug}/p/${id}`} className="hover:text-accent">
            {plainText(paper.title, 300)}
          </Link>
        </h1>
      </div>
      <noscript>
        <p className="mb-4">The editor needs JavaScript. Reading does not.</p>
      </noscript>
      <LiveNoteDesk
        target={{ list: slug, paper: id }}
        userId={user?.id ?? ''}
        socketPath={NOTES_PATH}
        base={`/l/${slug}`}
        doneHref={`/l/${slug}/p/${id}`}
        {...desk}
        searchAction={searchPapersAction}
        citedAction={citedAction}
        placedAction={placedAction}
        uploadAction={uploadImageAction}
        discussionAddress={`/l/${slug}/p/${id}/discussion`}
        discussionActions={discussionActions}
      />
    </>
  )
}
