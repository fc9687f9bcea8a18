'use client'

import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { type CodeHandlers, codeExtensions } from './code-extensions.ts'
import { TypeWorker } from './types/type-worker.ts'

/** CodeMirror in `parent`, with the type checker from that address; one view, which keeps its own undo. */
export function useCodeView(
  parent: RefObject<HTMLElement | null>,
  typesUrl: string,
  begin: string,
  handlers: CodeHandlers,
): EditorView | null {
  const [view, setView] = useState<EditorView | null>(null)
  const onChange = useEffectEvent((text: string) => handlers.onChange(text))
  const onChecked = useEffectEvent<CodeHandlers['onChecked']>((problems) => handlers.onChecked(problems))
  const onRun = useEffectEvent(() => handlers.onRun())
  const beginning = useEffectEvent(() => begin)

  useEffect(() => {
    if (!parent.current) return
    const types = new TypeWorker(typesUrl)
    const stable = {
      onChange: (text: string) => onChange(text),
      onChecked: (problems: Parameters<CodeHandlers['onChecked']>[0]) => onChecked(problems),
      onRun: () => onRun(),
    }
    const editor = new EditorView({
      parent: parent.current,
      state: EditorState.create({ doc: beginning(), extensions: codeExtensions(types, stable) }),
    })
    setView(editor)
    return () => {
      setView(null)
      editor.destroy()
      types.end()
    }
  }, [parent, typesUrl])
  return view
}

/** Puts another text in the place of all that stands there; undoing it brings that back. */
export const replaceText = (view: EditorView, text: string) =>
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: 'input' })
