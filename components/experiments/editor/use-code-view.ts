'use client'

import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type CodeHandlers, codeExtensions } from './code-extensions.ts'
import { TypeWorker } from './types/type-worker.ts'

/**
 * CodeMirror with the type checker from that address; one view, which keeps its own undo.
 * @param begin its first text; later ones change nothing.
 * @returns what takes the element that it stands in, and the view once it is there.
 */
export function useCodeView(typesUrl: string, begin: string, handlers: CodeHandlers) {
  const [view, setView] = useState<EditorView | null>(null)
  const [doc] = useState(begin)
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  }, [handlers])

  const attach = useCallback(
    (parent: HTMLElement | null) => {
      if (!parent) return
      const types = new TypeWorker(typesUrl)
      const stable: CodeHandlers = {
        onChange: (text) => latest.current.onChange(text),
        onChecked: (problems) => latest.current.onChecked(problems),
        onRun: () => latest.current.onRun(),
      }
      const editor = new EditorView({
        parent,
        state: EditorState.create({ doc, extensions: codeExtensions(types, stable) }),
      })
      setView(editor)
      return () => {
        setView(null)
        editor.destroy()
        types.end()
      }
    },
    [typesUrl, doc],
  )
  return { view, attach }
}

/** Puts another text in the place of all that stands there; undoing it brings that back. */
export const replaceText = (view: EditorView, text: string) =>
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: 'input' })
