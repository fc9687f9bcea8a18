import type { Metadata } from 'next'
import Link from 'next/link'
import { HISTORY_VIEWS, type HistoryView, NoteVersions } from '#components/notes/note-versions.tsx'
import { NameVersion, RestoreVersion } from '#components/notes/version-controls.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { plainText } from '#lib/markdown/plain-text.ts'
import { getLineAuthors } from '#lib/notes/history/history-queries.ts'
import { lineDiffApart } from '#lib/notes/history/line-diff-apart.ts'
import { getNoteVersion, listNoteVersions } from '#lib/notes/queries.ts'
import { forPage } from '#lib/web/page.ts'
import { type PaperParams, loadPaper } from '../load.ts'
import { nameVersionAction, restoreVersionAction } from './actions.ts'

export const metadata: Metadata = { title: 'Versions of a note' }

type Asked = Record<string, string | string[] | undefined>
type Props = PaperParams & { searchParams: Promise<Asked> }

const numberIn = (value: Asked[string]) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null)
const viewIn = (value: Asked[string]): HistoryView =>
  typeof value === 'string' && value in HISTORY_VIEWS ? (value as HistoryView) : 'changes'

export default async function NoteHistoryPage({ params, searchParams }: Props) {
  const { list: slug, paper: id } = await params
  const asked = await searchParams
  const { access, paper } = await loadPaper(slug, id, '/history')
  const versions = await forPage(listNoteVersions(access, id))
  const wanted = numberIn(asked.v) ?? versions[0]?.version
  const view = viewIn(asked.view)
  const shown = wanted === undefined ? null : await forPage(getNoteVersion(access, id, wanted))
  const previous = versions.find(({ version }) => shown !== null && version < shown.version)?.version ?? null
  const from = 'from' in asked ? numberIn(asked.from) : previous
  const base = from === null ? null : await forPage(getNoteVersion(access, id, from))
  const page = numberIn(asked.page) ?? 1
  const changes = shown && view === 'changes' ? await forPage(lineDiffApart(base?.text ?? '', shown.text, page)) : null
  const authors = view === 'authors' ? await forPage(getLineAuthors(access, id, page)) : null
  const mayEdit = access.can('note.edit')
  const target = { list: slug, paper: id }
  const own = `/l/${slug}/p/${id}`
  return (
    <>
      <PageHeader
        title="Versions"
        description={
          <>
            The note on{' '}
            <Link href={own} className="link">
              {plainText(paper.title, 300)}
            </Link>
            , as it was at each pause in the writing.
          </>
        }
      />
      <NoteVersions
        versions={versions}
        shown={shown && { ...shown, from }}
        view={view}
        changes={changes}
        authors={authors}
        href={(to) => {
          const query = new URLSearchParams({ v: String(to.version), view: to.view ?? view })
          if (to.from !== undefined) query.set('from', to.from === null ? '' : String(to.from))
          if (to.page !== undefined) query.set('page', String(to.page))
          return `${own}/history?${query}`
        }}
        restore={
          mayEdit && shown && <RestoreVersion action={restoreVersionAction} target={target} version={shown.version} />
        }
        nameForm={mayEdit && <NameVersion action={nameVersionAction} target={target} />}
      />
    </>
  )
}
