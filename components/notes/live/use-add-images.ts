'use client'

import type { EditorView } from '@codemirror/view'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { LiveImage, LiveNoteProps } from './live-note-props.ts'
import { refusalOf } from './image-files.ts'
import { markPlace } from './pending-images.ts'

export type ImageProblem = {
  id: number
  message: string
  /** Tries once more; nothing where that would not help. */
  again: (() => void) | null
}

/** Words that stand for a picture until it is there: its own name, without what Markdown would read. */
const altOf = (file: File) =>
  file.name
    .replace(/\.[^.]*$/, '')
    .replace(/[[\]()*_`!<>\\]/g, ' ')
    .trim()

/**
 * Stores pictures one after the other and writes them into the text where they were put, wherever that
 * place is by then. What could not be stored is named, and can be tried again where the way was the trouble.
 */
export function useAddImages(upload: LiveNoteProps['uploadImage'], onAdded: (image: LiveImage) => void) {
  const [problems, setProblems] = useState<ImageProblem[]>([])
  const added = useRef(onAdded)
  useEffect(() => {
    added.current = onAdded
  }, [onAdded])
  const forget = useCallback((id: number) => setProblems((all) => all.filter((problem) => problem.id !== id)), [])

  const addImages = useCallback(
    (files: File[], view: EditorView, at: number) => {
      const tell = (message: string, again: ((from: number) => void) | null) => {
        const id = Math.random()
        const retry = again && (() => (forget(id), again(view.state.selection.main.head)))
        setProblems((all) => [...all, { id, message, again: retry }])
      }
      const take = async (wanted: File[], place: number) => {
        const names = wanted.map((file) => file.name).join(', ')
        const finish = markPlace(view, place, `Storing ${names} …`)
        const written: string[] = []
        for (const file of wanted) {
          const result = await upload(file)
          if (result.ok) {
            added.current(result.image)
            written.push(`![${altOf(file)}](./${result.image.path})`)
          } else {
            const again = result.isTransient ? (from: number) => void take([file], from) : null
            tell(`“${file.name}” was not put in. ${result.message}`, again)
          }
        }
        const isIn = finish(written.join('\n'))
        if (written.length > 0 && !isIn) tell(`The note takes no more text: ${names} could not be put in.`, null)
      }
      const wanted = files.filter((file) => {
        const refusal = refusalOf(file)
        if (refusal) tell(refusal, null)
        return refusal === null
      })
      if (wanted.length > 0) void take(wanted, at)
    },
    [upload, forget],
  )
  return { addImages, problems, forget }
}
