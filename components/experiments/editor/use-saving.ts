'use client'

import { useCallback, useRef, useState } from 'react'
import type { CallAction } from '#components/papers/form-action.ts'
import type { ExperimentConflict } from '#lib/experiments/authored/commands.ts'
import { dropKept, keepText, keptKey } from './kept-texts.ts'
import type { DraftRead } from './read-draft.ts'

export type Opened = {
  /** Null: a new one. */
  slug: string | null
  version: number | null
  paperId: string | null
  /** The newest text on the server; null: a new one. */
  saved: string | null
}
export type SaveActions = {
  create: CallAction<{ slug: string; version: number }>
  save: CallAction<{ slug: string; version: number }>
}
export type Conflict = ExperimentConflict & { mine: string }

/**
 * Where the text is: on the server as a version, or in this browser until it is. Somebody else's version is
 * never written over unseen.
 * @param base the version that the text started from, where that is not the newest.
 */
export function useSaving(list: string, opened: Opened, base: number | null, begin: string, actions: SaveActions) {
  const [now, setNow] = useState({ slug: opened.slug, version: base ?? opened.version, saved: opened.saved })
  const [isDirty, setDirty] = useState(begin !== opened.saved && (opened.slug !== null || base !== null))
  const [isKept, setKept] = useState(true)
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const latest = useRef(now)
  const busy = useRef(false)

  const become = useCallback((next: typeof now) => {
    latest.current = next
    setNow(next)
  }, [])
  /** Tells of every change of the text. */
  const changed = useCallback(
    (text: string) => {
      const { slug, version, saved } = latest.current
      const key = keptKey(list, slug, opened.paperId)
      const isSaved = text === saved
      setDirty(!isSaved)
      if (isSaved) dropKept(key)
      else setKept(keepText(key, { text, version }))
    },
    [list, opened.paperId],
  )
  /** @param over the version that is knowingly written over. */
  const save = useCallback(
    async (read: Promise<DraftRead>, current: () => string, over?: number) => {
      if (busy.current) return
      busy.current = true
      setSaving(true)
      setProblem(null)
      try {
        const result = await read
        if (!result.ok) return setProblem('It cannot be saved yet: the text cannot be read. The problems say where.')
        const { text: source, description } = result.draft
        const { slug, version } = latest.current
        const saved =
          slug === null
            ? await actions.create({ list, paper: opened.paperId, source, description })
            : await actions.save({ list, slug, source, description, baseVersion: over ?? version })
        if (!saved.ok && saved.code === 'conflict')
          return setConflict({ ...(saved.details as ExperimentConflict), mine: source })
        if (!saved.ok) return setProblem(saved.message)
        setConflict(null)
        dropKept(keptKey(list, slug, opened.paperId))
        become({ ...saved.data, saved: source })
        // The address is that of the experiment from now on; the page, its undo and its runs stay.
        if (slug === null) history.replaceState(null, '', `/l/${list}/experiments/${saved.data.slug}/edit`)
        changed(current())
      } catch {
        setProblem('The server could not be reached. Your text is kept in this browser; try again.')
      } finally {
        busy.current = false
        setSaving(false)
      }
    },
    [actions, become, changed, list, opened.paperId],
  )
  /** Goes on from the other's version; their text is in the editor by now. */
  const takeTheirs = useCallback(
    ({ version, source }: Conflict) => {
      become({ ...latest.current, version, saved: source })
      setConflict(null)
      setProblem(null)
    },
    [become],
  )
  return { ...now, isDirty, isKept, isSaving, problem, conflict, changed, save, takeTheirs }
}
export type Saving = ReturnType<typeof useSaving>
