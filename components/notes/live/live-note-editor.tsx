'use client'

import clsx from 'clsx'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { EditorView } from '@codemirror/view'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { imageResolver } from '#lib/assets/resolve.ts'
import type { Citable } from '#lib/notes/citation.ts'
import { useLeaveGuard } from '../use-leave-guard.ts'
import { LivePreview } from './live-preview.tsx'
import { NoteToolbar } from './note-toolbar.tsx'
import { cursorOf } from './people.ts'
import { PresenceRow } from './presence-row.tsx'
import { SaveLine } from './save-line.tsx'
import { tickTask } from './tasks.ts'
import { useAddImages } from './use-add-images.ts'
import { useBlocks } from './use-blocks.ts'
import { type FindCited, useCitations } from './use-citations.ts'
import { useEditorView } from './use-editor-view.ts'
import { useNoteRoom } from './use-note-room.ts'
import { usePeople } from './use-people.ts'

export type LiveImage = { path: string; sha256: string; width: number | null; height: number | null }
export type LiveNoteProps = {
  paperId: string
  userId: string
  socketPath: string
  /** The address of the list: images are served below it. */
  base: string
  macros: Record<string, string>
  images: readonly LiveImage[]
  /** What the list offers to begin a note with. */
  template: string | null
  doneHref: string
  searchPapers: (query: string) => Promise<readonly Citable[]>
  findCited: FindCited
  /** Stores a picture with the list. @returns its name there, or why it was refused. */
  uploadImage: (file: File) => Promise<{ ok: true; image: LiveImage } | { ok: false; message: string }>
}

const VIEWS = { write: 'Write', preview: 'Preview' } as const
type View = keyof typeof VIEWS

/**
 * The note as several people write it at once: the text on one side, what becomes of it on the other, one
 * at a time on a phone. Everything typed is kept in this browser at once and on the server a moment later;
 * the line at the top says which.
 */
export function LiveNoteEditor(props: LiveNoteProps) {
  const { paperId, userId, socketPath, base, macros } = props
  const { room, save, isReady, canWrite } = useNoteRoom({ paperId, userId, socketPath })
  const [images, setImages] = useState(props.images)
  const resolveImage = useMemo(
    () => imageResolver(new Map(images.map((image) => [image.path, image])), base),
    [images, base],
  )
  const resolveCitation = useCitations(room, props.findCited)
  const blocks = useBlocks(room, { macros, resolveImage, resolveCitation })
  const people = usePeople(room)
  const [shown, setShown] = useState<View>('write')
  const [topLine, setTopLine] = useState(0)
  const [following, setFollowing] = useState<number | null>(null)
  const parent = useRef<HTMLDivElement>(null)
  const { addImages, problems, forget } = useAddImages(props.uploadImage, (image) =>
    setImages((all) => [...all, image]),
  )
  const tools = useMemo(
    () => ({ macros, searchPapers: props.searchPapers, addImages }),
    [macros, props.searchPapers, addImages],
  )
  const view = useEditorView(parent, isReady ? room : null, canWrite, tools, {
    topLine: setTopLine,
    touched: () => setFollowing(null),
  })
  useLeaveGuard(save.state === 'sending' || save.state === 'cannot-save')

  const follow = useEffectEvent(() => {
    const at = room && view && following !== null ? cursorOf(room, following) : null
    if (view && at !== null && at <= view.state.doc.length)
      view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'center' }) })
  })
  useEffect(() => {
    if (!room || following === null) return
    const onChange = () => follow()
    onChange()
    room.awareness.on('change', onChange)
    return () => room.awareness.off('change', onChange)
  }, [room, following])

  const scrollTo = useCallback(
    (line: number) => {
      if (!view) return
      const { from } = view.state.doc.line(Math.min(view.state.doc.lines, Math.floor(line) + 1))
      const block = view.lineBlockAt(from)
      view.scrollDOM.scrollTo({ top: block.top + (line - Math.floor(line)) * block.height })
    },
    [view],
  )
  const tick = useCallback(
    (index: number) => {
      if (!view) return
      const line = view.state.doc.line(index + 1)
      const change = tickTask(line.text)
      if (!change) return
      const from = line.from + change.at
      view.dispatch({ changes: { from, to: from + 1, insert: change.insert }, userEvent: 'input' })
    },
    [view],
  )
  const isEmpty = isReady && blocks.length === 0

  return (
    <div className="grid gap-3">
      <div className="sticky top-0 z-10 flex min-h-12 flex-wrap items-center justify-between gap-x-5 gap-y-2 bg-canvas py-2">
        <SaveLine save={save} />
        <div className="flex flex-wrap items-center gap-3">
          <PresenceRow people={people} following={following} onFollow={setFollowing} />
          <div role="group" aria-label="Show" className="flex rounded-md border border-line lg:hidden">
            {(Object.keys(VIEWS) as View[]).map((each) => (
              <Button
                key={each}
                size="sm"
                variant="ghost"
                aria-pressed={shown === each}
                className={clsx(shown === each && 'bg-accent-soft text-accent-strong')}
                onClick={() => setShown(each)}
              >
                {VIEWS[each]}
              </Button>
            ))}
          </div>
          <ButtonLink href={props.doneHref} size="sm" variant="secondary" prefetch={false}>
            Back to the paper
          </ButtonLink>
        </div>
      </div>
      {!canWrite && (
        <Notice tone="warning">
          Your role in this list no longer lets you write. What you wrote before was kept; you can still read and copy.
        </Notice>
      )}
      {problems.map((problem) => (
        <Notice key={problem.id} tone="danger">
          {problem.message}{' '}
          <button type="button" className="link" onClick={() => forget(problem.id)}>
            Dismiss
          </button>
        </Notice>
      ))}
      <div className="grid h-[calc(100dvh-17.5rem)] min-h-96 overflow-hidden rounded-md border border-line-strong lg:grid-cols-2 lg:divide-x lg:divide-line">
        <div
          className={clsx(
            'grid min-h-0 min-w-0 grid-rows-[auto_minmax(0,1fr)]',
            shown === 'preview' && 'max-lg:hidden',
          )}
        >
          <NoteToolbar
            view={view}
            canWrite={canWrite}
            undo={() => room?.undoManager.undo()}
            redo={() => room?.undoManager.redo()}
            addImages={(files) => view && addImages(files, view, view.state.selection.main.head)}
          />
          <div ref={parent} className="min-h-0 min-w-0" aria-busy={!isReady}>
            {!isReady && <p className="p-5 text-muted">Opening the note…</p>}
          </div>
        </div>
        <LivePreview
          blocks={blocks}
          topLine={topLine}
          isShown={shown === 'preview'}
          onScroll={scrollTo}
          {...(canWrite ? { onTick: tick } : {})}
        />
      </div>
      {isEmpty && canWrite && props.template && (
        <p className="text-sm text-muted">
          The note is empty.{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              view?.dispatch({ changes: { from: 0, insert: props.template ?? '' }, userEvent: 'input' })
              view?.focus()
            }}
          >
            Start from the list’s template
          </button>
        </p>
      )}
    </div>
  )
}
