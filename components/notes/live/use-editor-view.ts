'use client'

import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { noteExtensions, type NoteTools } from './note-extensions.ts'
import type { NoteRoom } from './note-room.ts'

/**
 * CodeMirror in `parent`, bound to the room's text. One view for each room and right: a view whose
 * document is exchanged would lose its binding.
 */
export function useEditorView(
  parent: RefObject<HTMLElement | null>,
  room: NoteRoom | null,
  canWrite: boolean,
  tools: NoteTools,
  on: { topLine: (line: number) => void; touched: () => void },
): EditorView | null {
  const [view, setView] = useState<EditorView | null>(null)
  const latestTools = useRef(tools)
  useEffect(() => {
    latestTools.current = tools
  }, [tools])
  const tellTopLine = useEffectEvent((line: number) => on.topLine(line))
  const tellTouched = useEffectEvent(() => on.touched())

  useEffect(() => {
    if (!room || !parent.current) return
    const stable: NoteTools = {
      macros: latestTools.current.macros,
      searchPapers: (query) => latestTools.current.searchPapers(query),
      addImages: (files, editor, at) => latestTools.current.addImages(files, editor, at),
    }
    const tellScroll = EditorView.domEventHandlers({
      scroll: (_event, editor) => {
        const { scrollTop, clientHeight, scrollHeight } = editor.scrollDOM
        if (scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 2) return void tellTopLine(Infinity)
        const block = editor.lineBlockAtHeight(editor.scrollDOM.scrollTop)
        const line = editor.state.doc.lineAt(block.from).number - 1
        const part = (editor.scrollDOM.scrollTop - block.top) / Math.max(1, block.height)
        tellTopLine(line + Math.max(0, Math.min(1, part)))
      },
      wheel: () => tellTouched(),
      touchmove: () => tellTouched(),
      keydown: () => tellTouched(),
    })
    const editor = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: room.text.toString(),
        extensions: [tellScroll, ...noteExtensions(room, canWrite, stable)],
      }),
    })
    setView(editor)
    return () => {
      setView(null)
      editor.destroy()
    }
  }, [parent, room, canWrite])
  return view
}
