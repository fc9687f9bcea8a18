import type { ReactNode } from 'react'
import { RenderedNote } from '#components/notes/rendered-note.tsx'
import { placeholderFor } from '#lib/markdown/extensions/html-placeholders.ts'
import { renderInline } from '#lib/markdown/render-inline.ts'
import type { PaperView } from '#lib/papers/schema.ts'
import { AuthorList } from './author-list.tsx'
import { PaperLinks } from './paper-links.tsx'

export type ArticlePaper = Pick<
  PaperView,
  'title' | 'authors' | 'authorsTruncated' | 'venue' | 'year' | 'abstract' | 'links' | 'identifiers'
>

/**
 * Everything a list knows of a paper, with its note: the same for a member and for whoever opens a
 * shared link. What may be done comes in from outside (`actions`, `noteActions`, `places`); without
 * them there is no control.
 */
export function PaperArticle({
  paper,
  macros,
  noteHtml,
  hasMath,
  noteMissing,
  noteMeta,
  citedBy,
  experiments,
  discussion,
  noteActions,
  actions,
  places,
  eyebrow,
}: {
  paper: ArticlePaper
  macros?: Record<string, string>
  /** Null: there is no note, or it is not shown here. */
  noteHtml: string | null
  hasMath: boolean
  /** What stands in the note's place; left out, the page has no part for notes at all. */
  noteMissing?: ReactNode
  /** When and by whom the note was last edited. */
  noteMeta?: ReactNode
  /** The notes that cite this paper. */
  citedBy?: ReactNode
  /** What asks whether its claims hold; left out, the page has no part for it. */
  experiments?: ReactNode
  /** What is said about the paper and its note; left out, the page has no part for it. */
  discussion?: ReactNode
  noteActions?: ReactNode
  actions?: ReactNode
  /** The sections where the paper stands. */
  places?: ReactNode
  eyebrow?: ReactNode
}) {
  const title = renderInline(paper.title, macros ? { macros } : {})
  const published = [paper.venue, paper.year].filter((part) => part !== null)
  return (
    <article className="grid items-start gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,42rem)_minmax(14rem,1fr)]">
      <header className="lg:col-span-2">
        {eyebrow && <div className="mb-2">{eyebrow}</div>}
        <div className="flex flex-wrap items-start justify-between gap-x-10 gap-y-5">
          <div className="max-w-4xl min-w-0 flex-1 basis-96">
            <h1
              className="font-serif text-3xl leading-tight font-semibold tracking-[-0.01em] sm:text-4xl"
              dangerouslySetInnerHTML={{ __html: title }}
            />
            <AuthorList authors={paper.authors} truncated={paper.authorsTruncated} />
            {published.length > 0 && <p className="mt-1.5 text-muted tabular-nums">{published.join(' · ')}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2.5 sm:pt-1.5">{actions}</div>}
        </div>
      </header>
      <aside aria-label="About the paper" className="grid gap-8 sm:grid-cols-2 lg:order-last lg:grid-cols-1">
        <PaperLinks links={paper.links} identifiers={paper.identifiers} />
        {citedBy}
        {places}
      </aside>
      <div className="grid min-w-0 gap-10">
        {paper.abstract && (
          <section aria-labelledby="abstract">
            <h2 id="abstract" className="eyebrow mb-2">
              Abstract
            </h2>
            <p className="max-w-measure font-serif text-lg leading-relaxed whitespace-pre-line">{paper.abstract}</p>
          </section>
        )}
        {(noteHtml !== null || noteMissing) && (
          <section aria-labelledby="note">
            <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line pb-2">
              <h2 id="note" className="font-serif text-2xl font-semibold">
                Note
              </h2>
              {noteActions && <div className="flex flex-wrap gap-2">{noteActions}</div>}
            </div>
            {noteHtml === null ? (
              noteMissing
            ) : (
              <RenderedNote html={noteHtml} hasMath={hasMath} placeholder={placeholderFor(noteHtml)} />
            )}
            {noteMeta && <p className="mt-6 text-sm text-muted">{noteMeta}</p>}
          </section>
        )}
        {experiments && (
          <section aria-labelledby="experiments">
            <h2
              id="experiments"
              className="mb-4 scroll-mt-6 border-b border-line pb-2 font-serif text-2xl font-semibold"
            >
              Experiments
            </h2>
            {experiments}
          </section>
        )}
        {discussion && (
          <section aria-labelledby="discussion">
            <h2
              id="discussion"
              className="mb-4 scroll-mt-6 border-b border-line pb-2 font-serif text-2xl font-semibold"
            >
              Discussion
            </h2>
            {discussion}
          </section>
        )}
      </div>
    </article>
  )
}
