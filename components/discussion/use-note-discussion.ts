'use client'

import { Compartment, EditorSelection, StateEffect } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useCallback, useEffect, useEffectEvent, useState } from 'react'
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
  const press = useEffectEvent((thread: string) => {
    if (isOpen) setActive(thread)
  })
  useEffect(() => {
    if (!room || !view) return
    const place = new Compartment()
    const extension = passageHighlights({
      doc: room.doc,
      onRanges: (next) => setRanges(next),
      onPress: (thread) => press(thread),
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
    const passages = threads.flatMap(({ id, anchor, isResolved }) => (anchor && !isResolved ? [{ id, anchor }] : []))
    view.dispatch({ effects: showPassages.of(passages) })
    // The marks are made anew with the room's extension above: then they have to be told again.
  }, [room, view, mayWrite, threads])
  useEffect(() => {
    view?.dispatch({ effects: showActive.of(isOpen ? active : null) })
  }, [view, mayWrite, isOpen, active])

  /** Goes to a thread's passage in the text. */
  const goTo = (thread: string) => {
    setActive(thread)
    const range = view && passageIn(view.state, thread)
    if (!range) return
    view.dispatch({
      effects: EditorView.scrollIntoView(EditorSelection.range(range.from, range.to), { y: 'start', yMargin: 64 }),
    })
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
