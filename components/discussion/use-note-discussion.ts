'use client'

import { Compartment, StateEffect } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useCallback, useEffect, useState } from 'react'
import type { NoteRoom } from '#components/notes/live/note-room.ts'
import type { DiscussionActions } from './discussion-types.ts'
import {
  type ChosenPassage,
  type PassageRanges,
  chosenPassage,
  passageHighlights,
  passageIn,
  showActive,
  showPassages,
} from './passage-threads.ts'
import { useDiscussion } from './use-discussion.ts'
import { useDiscussionActs } from './use-discussion-acts.ts'
import { useSeen } from './use-seen.ts'

/** Where the panel stands beside the text; below it is a sheet over it. */
const BESIDE = '(min-width: 64rem)'
/** What lies over the window's upper edge, in pixels: the line that says whether the text is saved. */
const COVERED = 160

/** Scrolls the editor alone where that is enough, and the page where it is not. */
function scrollToPassage(view: EditorView, at: number): void {
  const { top } = view.lineBlockAt(at)
  view.scrollDOM.scrollTo({ top: Math.max(0, top - view.scrollDOM.clientHeight / 3) })
  requestAnimationFrame(() => {
    const place = view.coordsAtPos(at)
    if (place && place.top > COVERED && place.bottom < window.innerHeight) return
    view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'center' }) })
  })
}

/**
 * A note's discussion beside its editor: marks its passages in `view`, follows them as the text changes,
 * and takes selections for new threads. For DiscussionToggle and DiscussionPanel.
 */
export function useNoteDiscussion({
  room,
  view,
  target,
  address,
  actions,
}: {
  room: NoteRoom | null
  view: EditorView | null
  target: { list: string; paper: string }
  /** Of the discussion's JSON. */
  address: string
  actions: DiscussionActions
}) {
  const { discussion, refresh } = useDiscussion(address, null)
  const acts = useDiscussionActs(target, actions, refresh)
  const [isOpen, setOpen] = useState(false)
  const [begun, setBegun] = useState<ChosenPassage | null>(null)
  const [ranges, setRanges] = useState<PassageRanges | null>(null)
  const [active, setActive] = useState<string | null>(null)
  const mayWrite = discussion?.mayWrite ?? false
  useSeen(isOpen && (discussion?.callsReader ?? false), target, actions.seen)

  const begin = useCallback((passage: ChosenPassage) => {
    setBegun(passage)
    setOpen(true)
  }, [])
  useEffect(() => {
    if (!room || !view) return
    const place = new Compartment()
    const extension = passageHighlights({
      doc: room.doc,
      onRanges: (next) => setRanges(next),
      onPress: setActive,
      onComment: mayWrite ? begin : null,
    })
    view.dispatch({ effects: StateEffect.appendConfig.of(place.of(extension)) })
    return () => {
      setRanges(null)
      view.dispatch({ effects: place.reconfigure([]) })
    }
  }, [room, view, mayWrite, begin])

  const threads = discussion?.threads
  useEffect(() => {
    if (!view || !threads) return
    const passages = threads.flatMap(({ id, anchor, quote, isResolved }) =>
      anchor && !isResolved ? [{ id, anchor, quote }] : [],
    )
    view.dispatch({ effects: showPassages.of(passages) })
    // The marks are made anew with the room's extension above: then they have to be told again.
  }, [room, view, mayWrite, threads])
  useEffect(() => {
    view?.dispatch({ effects: showActive.of(active) })
  }, [room, view, mayWrite, active])

  /** Goes to a thread's passage in the text; a sheet that would lie over it closes. */
  const goTo = (thread: string) => {
    setActive(thread)
    const range = view && passageIn(view.state, thread)
    if (!range) return
    if (!matchMedia(BESIDE).matches) setOpen(false)
    scrollToPassage(view, range.from)
  }
  /** Begins with what is selected. @returns whether something was. */
  const beginHere = (): boolean => {
    const passage = room && view ? chosenPassage(room.doc, view.state) : null
    if (passage) begin(passage)
    return passage !== null
  }
  const close = () => {
    setOpen(false)
    view?.focus()
  }
  return {
    discussion,
    acts,
    isOpen,
    setOpen,
    close,
    begun,
    setBegun,
    beginHere,
    ranges,
    active,
    goTo,
    paper: target.paper,
  }
}

export type NoteDiscussion = ReturnType<typeof useNoteDiscussion>
