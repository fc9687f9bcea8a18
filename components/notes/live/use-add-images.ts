'use client'

import type { EditorView } from '@codemirror/view'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { LiveImage, LiveNoteProps } from './live-note-editor.tsx'

type Problem = { id: number; message: string }

/** Words that stand for a picture until it is there: its own name, without what Markdown would read. */
const altOf = (file: File) =>
  file.name
    .replace(/\.[^.]*$/, '')
    .replace(/[[\]()*_`!<>\\]/g, ' ')
    .trim()

/**
 * Stores pictures one after the other and writes them into the text where they were dropped, wherever
 * that place is by then.
 */
export function useAddImages(upload: LiveNoteProps['uploadImage'], onAdded: (image: LiveImage) => void) {
  const [problems, setProblems] = useState<Problem[]>([])
  const [busy, setBusy] = useState(0)
  const added = useRef(onAdded)
  useEffect(() => {
    added.current = onAdded
  }, [onAdded])

  const addImages = useCallback(
    (files: File[], view: EditorView, at: number) => {
      const mark = `![uploading ${Math.random().toString(36).slice(2, 8)}…]()`
      const start = Math.min(at, view.state.doc.length)
      view.dispatch({ changes: { from: start, insert: mark }, userEvent: 'input.paste' })
      setBusy((count) => count + 1)
      const finish = (text: string) => {
        const from = view.state.doc.toString().indexOf(mark)
        if (from >= 0)
          view.dispatch({ changes: { from, to: from + mark.length, insert: text }, userEvent: 'input.paste' })
      }
      void (async () => {
        const written: string[] = []
        for (const file of files) {
          const result = await upload(file)
          if (result.ok) {
            added.current(result.image)
            written.push(`![${altOf(file)}](./${result.image.path})`)
          } else {
            setProblems((all) => [...all, { id: Math.random(), message: `${file.name}: ${result.message}` }])
          }
        }
        finish(written.join('\n'))
        setBusy((count) => count - 1)
      })()
    },
    [upload],
  )
  const forget = useCallback((id: number) => setProblems((all) => all.filter((problem) => problem.id !== id)), [])
  return { addImages, problems, forget, isBusy: busy > 0 }
}
