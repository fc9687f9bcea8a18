import type { Metadata } from 'next'
import Link from 'next/link'
import { NoteDesk } from '#components/notes/note-desk.tsx'
import { plainText } from '#lib/markdown/plain-text.ts'
import { getNoteDraft } from '#lib/notes/queries.ts'
import { forPage } from '#lib/web/page.ts'
import { type PaperParams, loadPaper } from '../load.ts'
import { previewNoteAction, saveNoteAction } from './actions.ts'

export const metadata: Metadata = { title: 'Edit the note' }

export default async function NotePage({ params }: PaperParams) {
  const { list: slug, paper: id } = await params
  const { actor, paper } = await loadPaper(slug, id, '/note')
  const draft = await forPage(getNoteDraft(actor, { slug }, id))
  return (
    <>
      <div className="mb-5">
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
      <NoteDesk
        list={slug}
        paper={id}
        initialText={draft.text}
        baseVersion={draft.baseVersion}
        saveAction={saveNoteAction}
        previewAction={previewNoteAction}
        doneHref={`/l/${slug}/p/${id}`}
      />
    </>
  )
}
