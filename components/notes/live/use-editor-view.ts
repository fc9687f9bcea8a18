'use client'

import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { type NoteTools, noteExtensions, setWritable } from './note-extensions.ts'
import type { NoteRoom } from './note-room.ts'
import { type Pane, type ScrollStep, pointOf, scrollFor } from './scroll-step.ts'
import { watchBinding } from './watch-binding.ts'

/** The editor as one of the panes that go in step. */
function paneOf(view: EditorView): Pane {
  const scroller = view.scrollDOM
  return {
    line: () => {
      if (scroller.clientHeight === 0) return null
      const y = pointOf(scroller) - view.documentPadding.top
      const block = view.lineBlockAtHeight(y)
      const part = (y - block.top) / Math.max(1, block.height)
      return view.state.doc.lineAt(block.from).number - 1 + Math.max(0, Math.min(1, part))
    },
    show: (line) => {
      const { doc } = view.state
      const block = view.lineBlockAt(doc.line(Math.min(doc.lines, Math.floor(line) + 1)).from)
      const part = Math.min(1, line - Math.min(doc.lines - 1, Math.floor(line)))
      const y = line >= doc.lines ? scroller.scrollHeight : view.documentPadding.top + block.top + part * block.height
      scroller.scrollTop = line <= 0 ? 0 : scrollFor(scroller, y)
    },
  }
}

/**
 * CodeMirror in `parent`, bound to the room's text. One view for each room: a view whose document is
 * exchanged would lose its binding, and one made anew would lose the reader's place. Where the binding was lost
 * all the same (`isAdrift`), nothing more can be written.
 */
export function useEditorView(
  parent: RefObject<HTMLElement | null>,
  room: NoteRoom | null,
  canWrite: boolean,
  tools: NoteTools,
  step: ScrollStep,
  onTouched: () => void,
): { view: EditorView | null; isAdrift: boolean } {
  const [view, setView] = useState<EditorView | null>(null)
  const [isAdrift, setAdrift] = useState(false)
  const latestTools = useRef(tools)
  useEffect(() => {
    latestTools.current = tools
  }, [tools])
  const mayWrite = useEffectEvent(() => canWrite)
  const touched = useEffectEvent(() => {
    step.lead('text')
    onTouched()
  })

  useEffect(() => {
    if (!room || !parent.current) return
    const stable: NoteTools = {
      macros: latestTools.current.macros,
      searchPapers: (query) => latestTools.current.searchPapers(query),
      addImages: (files, editor, at) => latestTools.current.addImages(files, editor, at),
    }
    const events = EditorView.domEventHandlers({
      scroll: () => step.scrolled('text'),
      focus: () => step.lead('text'),
      wheel: () => touched(),
      pointerdown: () => touched(),
      touchmove: () => touched(),
      keydown: () => touched(),
    })
    const editor = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: room.text.toString(),
        extensions: [
          events,
          // What was written is followed once its preview is there; here, what wraps anew, or is measured late.
          EditorView.updateListener.of(({ geometryChanged, docChanged }) => {
            if (geometryChanged && !docChanged) step.settle()
          }),
          watchBinding(room.text, () => setAdrift(true)),
          ...noteExtensions(room, mayWrite(), stable),
        ],
      }),
    })
    // Asking measures at once. Until then the text is some lines shorter than it will be, and a frame of that would
    // stop whoever scrolls to its end before the end.
    editor.lineBlockAtHeight(0)
    setView(editor)
    const leave = step.join('text', paneOf(editor))
    return () => {
      leave()
      setView(null)
      setAdrift(false)
      editor.destroy()
    }
  }, [parent, room, step])
  useEffect(() => {
    if (view) setWritable(view, canWrite && !isAdrift)
  }, [view, canWrite, isAdrift])
  return { view, isAdrift }
}
