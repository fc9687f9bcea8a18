import { FlaskConical, Pencil, StickyNote } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { DiscussionView } from '#components/discussion/discussion-view.tsx'
import { PaperExperiments } from '#components/experiments/placed/paper-experiments.tsx'
import { CitedBy } from '#components/notes/cited-by.tsx'
import { NoNote } from '#components/notes/no-note.tsx'
import { PaperArticle } from '#components/papers/paper-article.tsx'
import { PaperPlaces } from '#components/papers/paper-places.tsx'
import { MovePlace } from '#components/papers/move-place.tsx'
import { PlaceElsewhere } from '#components/papers/place-elsewhere.tsx'
import { RemovePaper } from '#components/papers/remove-paper.tsx'
import { RemovePlace } from '#components/papers/remove-place.tsx'
import { ShareButton } from '#components/sharing/share-button.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import { commentsForPage } from '#lib/discussion/comments-for-page.ts'
import { getDiscussion } from '#lib/discussion/queries.ts'
import { experimentHref } from '#lib/experiments/address.ts'
import { previewExperiments } from '#lib/experiments/queries.ts'
import { flattenOutline } from '#lib/lists/outline.ts'
import { getOutline } from '#lib/lists/queries.ts'
import { plainText } from '#lib/markdown/plain-text.ts'
import { listCitingNotes } from '#lib/notes/citation-queries.ts'
import { getRenderedNote } from '#lib/notes/render-queries.ts'
import { paperCapabilities } from '#lib/papers/policy.ts'
import { forPage } from '#lib/web/page.ts'
import { saveRunAction } from '../../experiments/actions.ts'
import { undoRemovalAction } from '../../removed/actions.ts'
import { movePaperAction, placePaperAction, removePaperAction, removePlacementAction } from './actions.ts'
import { discussionActions } from './discussion/discussion-calls.ts'
import { type PaperParams, loadPaper } from './load.ts'

export async function generateMetadata({ params }: PaperParams): Promise<Metadata> {
  const { list: slug, paper: id } = await params
  const { paper } = await loadPaper(slug, id, '')
  return { title: plainText(paper.title, 200) }
}

export default async function PaperPage({ params }: PaperParams) {
  const { list: slug, paper: id } = await params
  const { access, list, paper } = await loadPaper(slug, id, '')
  const may = paperCapabilities(list.role)
  const mayWriteExperiments = access.can('experiment.write')
  const [note, outline, citing, discussion, experiments] = await forPage(
    Promise.all([
      getRenderedNote(access, id),
      may.movePaper ? getOutline(access) : [],
      listCitingNotes(access, id),
      getDiscussion(access, id),
      previewExperiments(access, id),
    ]),
  )
  const sections = flattenOutline(outline).map(({ id, title, depth }) => ({ id, title, depth }))
  const taken = new Set(paper.placements.map((place) => place.sectionId))
  const target = { list: slug, paper: id }
  const own = `/l/${slug}/p/${id}`
  const eyebrow = (
    <Link href={`/l/${slug}`} className="eyebrow hover:text-accent">
      {list.title}
    </Link>
  )
  return (
    <PaperArticle
      paper={paper}
      macros={list.katexMacros}
      eyebrow={eyebrow}
      noteHtml={note?.html ?? null}
      hasMath={note?.hasMath ?? false}
      noteMissing={<NoNote href={may.editNote ? `${own}/note` : null} />}
      noteMeta={
        note && (
          <>
            {note.updatedByName ? `Last edited by ${note.updatedByName}, ` : 'Last changed '}
            <Time date={note.updatedAt} time />.{' '}
            <Link href={`${own}/history`} className="link">
              Earlier versions
            </Link>
          </>
        )
      }
      citedBy={<CitedBy notes={citing} paperHref={(paper) => `/l/${slug}/p/${paper}`} />}
      experiments={
        (experiments.length > 0 || mayWriteExperiments) && (
          <div className="grid gap-8">
            {experiments.length > 0 && (
              <PaperExperiments
                experiments={experiments.map((each) => ({ ...each, href: experimentHref(`/l/${slug}`, each.slug) }))}
                saving={access.can('run.save') ? { list: slug, action: saveRunAction } : null}
              />
            )}
            {mayWriteExperiments && (
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <ButtonLink href={`/l/${slug}/experiments/new?paper=${id}`} size="sm" prefetch={false}>
                  <FlaskConical aria-hidden />
                  Write an experiment
                </ButtonLink>
                {experiments.length === 0 && (
                  <p className="text-sm text-muted">Does it hold? A text of a few lines can ask.</p>
                )}
              </div>
            )}
          </div>
        )
      }
      discussion={
        <DiscussionView
          target={target}
          address={`${own}/discussion`}
          initial={{ ...discussion, threads: commentsForPage(discussion.threads) }}
          actions={discussionActions}
        />
      }
      noteActions={
        may.editNote &&
        note && (
          <ButtonLink href={`${own}/note`} size="sm">
            <StickyNote aria-hidden />
            Edit the note
          </ButtonLink>
        )
      }
      actions={
        <>
          {may.share && <ShareButton list={slug} paperId={id} />}
          {may.editPaper && (
            <ButtonLink href={`${own}/edit`}>
              <Pencil aria-hidden />
              Edit
            </ButtonLink>
          )}
          {may.removePaper && (
            <RemovePaper action={removePaperAction} target={target} places={paper.placements.length} />
          )}
        </>
      }
      places={
        <PaperPlaces
          places={paper.placements}
          sectionHref={(section) => `/l/${slug}?section=${section}`}
          controls={(place) => (
            <>
              {may.movePaper && (
                <MovePlace action={movePaperAction} target={target} place={place} sections={sections} />
              )}
              {may.removePaper && paper.placements.length > 1 && (
                <RemovePlace action={removePlacementAction} undo={undoRemovalAction} target={target} place={place} />
              )}
            </>
          )}
        >
          {may.movePaper && sections.some((section) => !taken.has(section.id)) && (
            <PlaceElsewhere
              action={placePaperAction}
              target={target}
              sections={sections.filter((section) => !taken.has(section.id))}
            />
          )}
        </PaperPlaces>
      }
    />
  )
}
