'use client'

import clsx from 'clsx'
import { useCallback, useMemo, useRef, useState } from 'react'
import { DiscussionPanel } from '#components/discussion/discussion-panel.tsx'
import { DiscussionToggle } from '#components/discussion/discussion-toggle.tsx'
import { useNoteDiscussion } from '#components/discussion/use-note-discussion.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { EditorBar, type EditorSide } from './editor-bar.tsx'
import { ImageProblems } from './image-problems.tsx'
import { KEYBOARD_HELP } from './note-extensions.ts'
import type { LiveNoteProps } from './live-note-props.ts'
import { NoteToolbar } from './note-toolbar.tsx'
import { PresenceRow } from './presence-row.tsx'
import { NotePreview } from './preview/note-preview.tsx'
import { SaveLine } from './save-line.tsx'
import { ScrollStep } from './scroll-step.ts'
import { nearestLine, tickTask } from './tasks.ts'
import { useAddImages } from './use-add-images.ts'
import { TemplateOffer } from './template-offer.tsx'
import { useEditorView } from './use-editor-view.ts'
import { useFollow } from './use-follow.ts'
import { useNoteRoom } from './use-note-room.ts'
import { usePeople } from './use-people.ts'
import { useVisibleHeight } from './use-visible-height.ts'

/**
 * The note as several people write it at once: the text on one side, what becomes of it on the other, one
 * at a time on a phone. Everything typed is kept in this browser at once and on the server a moment later;
 * the line at the top says which.
 */
export function LiveNoteEditor(props: LiveNoteProps) {
  const { target, userId, socketPath, base, macros } = props
  const { room, saving, isReady, canWrite: isAllowed } = useNoteRoom({ paperId: target.paper, userId, socketPath })
  const [images, setImages] = useState(props.images)
  const people = usePeople(room)
  const [shown, setShown] = useState<EditorSide>('write')
  const [step] = useState(() => new ScrollStep())
  const whole = useRef<HTMLDivElement>(null)
  const parent = useRef<HTMLDivElement>(null)
  const { addImages, problems, forget } = useAddImages(props.uploadImage, (image) =>
    setImages((all) => [...all, image]),
  )
  const tools = useMemo(
    () => ({ macros, searchPapers: props.searchPapers, addImages }),
    [macros, props.searchPapers, addImages],
  )
  const [following, setFollowing] = useState<number | null>(null)
  const { view, isAdrift } = useEditorView(parent, isReady ? room : null, isAllowed, tools, step, () =>
    setFollowing(null),
  )
  const canWrite = isAllowed && !isAdrift
  useFollow({ room, view, step }, following, () => setFollowing(null))
  const discussion = useNoteDiscussion({
    room,
    view,
    target,
    address: props.discussionAddress,
    actions: props.discussionActions,
  })
  useVisibleHeight(whole)

  const tick = useCallback(
    (stood: number, written: string) => {
      const index = view ? nearestLine(view.state.doc, stood, written) : null
      if (!view || index === null) return
      const line = view.state.doc.line(index + 1)
      const change = tickTask(line.text)
      if (!change) return
      const from = line.from + change.at
      view.dispatch({ changes: { from, to: from + 1, insert: change.insert }, userEvent: 'input' })
    },
    [view],
  )
  const undo = useCallback(() => room?.undoManager.undo(), [room])
  const redo = useCallback(() => room?.undoManager.redo(), [room])
  const addHere = useCallback(
    (files: File[]) => view && addImages(files, view, view.state.selection.main.head),
    [view, addImages],
  )

  return (
    <div
      ref={whole}
      className={clsx('grid gap-2', discussion.isOpen && 'xl:mx-[calc((100%-min(100vw-5rem,96rem))/2)]')}
    >
      <EditorBar
        save={<SaveLine saving={saving} isAdrift={isAdrift} />}
        people={<PresenceRow people={people} following={following} onFollow={setFollowing} />}
        discussion={<DiscussionToggle discussion={discussion} />}
        shown={shown}
        onShow={setShown}
        doneHref={props.doneHref}
      />
      {isAdrift && (
        <Notice
          tone="danger"
          role="alert"
          title="What you wrote last was not taken into the note."
          action={<Button onClick={() => location.reload()}>Reload the page</Button>}
        >
          The editor has failed. Copy what the preview does not show before you reload.
        </Notice>
      )}
      {!isAllowed && (
        <Notice tone="warning" role="alert">
          You can no longer write in this note. Your text is still here to be read and copied.
        </Notice>
      )}
      <ImageProblems
        problems={problems}
        forget={(id) => {
          forget(id)
          view?.focus()
        }}
      />
      <p id={KEYBOARD_HELP} className="sr-only">
        Tab indents. Press Escape, then Tab, to leave the editor.
      </p>
      <div
        className={clsx(
          'grid h-[max(14rem,calc(var(--visible-height,100dvh)-7.5rem))] grid-rows-[minmax(0,1fr)] overflow-hidden rounded-md border border-line-strong lg:h-[max(24rem,calc(100dvh-17.25rem))] lg:divide-x lg:divide-line',
          discussion.isOpen ? 'lg:grid-cols-[1fr_1fr_minmax(17rem,22rem)]' : 'lg:grid-cols-2',
        )}
      >
        <div
          className={clsx(
            'grid min-h-0 min-w-0 grid-rows-[auto_minmax(0,1fr)]',
            shown === 'preview' && 'max-lg:hidden',
          )}
        >
          <NoteToolbar view={view} canWrite={canWrite} undo={undo} redo={redo} addImages={addHere} />
          <div ref={parent} className="min-h-0 min-w-0" aria-busy={!isReady}>
            {!isReady && <p className="p-5 text-muted">Opening the note…</p>}
          </div>
          {isReady && canWrite && props.template && <TemplateOffer room={room} view={view} template={props.template} />}
        </div>
        <NotePreview
          room={isReady ? room : null}
          base={base}
          macros={macros}
          images={images}
          findCited={props.findCited}
          findPlaced={props.findPlaced}
          isShown={shown === 'preview'}
          step={step}
          onTick={canWrite ? tick : null}
        />
        <DiscussionPanel discussion={discussion} />
      </div>
    </div>
  )
}
