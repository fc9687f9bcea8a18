'use client'

import { useCallback } from 'react'
import dynamic from 'next/dynamic'
import type { ResolvedCitation } from '#lib/markdown/extensions/citations.ts'
import type { ResolvedExperiment } from '#lib/markdown/extensions/experiments.ts'
import type { Citable } from '#lib/notes/citation.ts'
import type { ActionInput, ActionResult } from '#lib/web/action.ts'
import type { LiveImage, LiveNoteProps } from './live-note-props.ts'

type Call<T> = (input: ActionInput) => Promise<ActionResult<T>>

// Yjs and CodeMirror have nothing to do at the server.
const LiveNoteEditor = dynamic(() => import('./live-note-editor.tsx').then((module) => module.LiveNoteEditor), {
  ssr: false,
  loading: () => <p className="text-muted">Opening the note…</p>,
})

/** Joins the editor to the server actions of one note; the editor itself knows neither. */
export function LiveNoteDesk({
  searchAction,
  citedAction,
  placedAction,
  uploadAction,
  ...rest
}: Omit<LiveNoteProps, 'searchPapers' | 'findCited' | 'findPlaced' | 'uploadImage'> & {
  searchAction: Call<Citable[]>
  citedAction: Call<Record<string, ResolvedCitation | null>>
  placedAction: Call<Record<string, ResolvedExperiment | null>>
  uploadAction: Call<LiveImage>
}) {
  const { list, paper } = rest.target
  const searchPapers = useCallback(
    async (query: string) => {
      const result = await searchAction({ list, query }).catch(() => null)
      return result?.ok ? result.data : []
    },
    [list, searchAction],
  )
  const findCited = useCallback(
    async (keys: string[]) => {
      const result = await citedAction({ list, keys })
      if (!result.ok) throw new Error(result.message)
      return result.data
    },
    [list, citedAction],
  )
  const findPlaced = useCallback(
    async (slugs: string[]) => {
      const result = await placedAction({ list, slugs })
      if (!result.ok) throw new Error(result.message)
      return result.data
    },
    [list, placedAction],
  )
  const uploadImage = useCallback<LiveNoteProps['uploadImage']>(
    async (file) => {
      const form = new FormData()
      form.set('list', list)
      form.set('paper', paper)
      form.set('file', file)
      const result = await uploadAction(form).catch(() => null)
      if (result === null) return { ok: false, message: 'The server could not be reached.', isTransient: true }
      if (result.ok) return { ok: true, image: result.data }
      return {
        ok: false,
        message: result.message,
        isTransient: result.code === 'error' || result.code === 'unavailable',
      }
    },
    [list, paper, uploadAction],
  )
  return (
    <LiveNoteEditor
      {...rest}
      searchPapers={searchPapers}
      findCited={findCited}
      findPlaced={findPlaced}
      uploadImage={uploadImage}
    />
  )
}
