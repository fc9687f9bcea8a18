'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { NoteConflict } from '#lib/notes/schema.ts'
import type { NoteEditorProps } from './editor-types.ts'
import { type KeptDraft, dropDraft, keepDraft, readDraft } from './note-drafts.ts'

export type NoteState = 'saved' | 'unsaved' | 'saving' | 'failed'

/**
 * What happens to the text of a note between opening and leaving the editor: typing, keeping it in
 * the browser, saving, the other side of a conflict. Nothing that was typed is ever dropped unasked.
 */
export function useNoteSession({ initialText, baseVersion, save, draftKey }: NoteEditorProps) {
  const [text, setText] = useState(initialText)
  /** What the server has, as far as this editor knows. */
  const [base, setBase] = useState({ text: initialText, version: baseVersion })
  const [progress, setProgress] = useState<'idle' | 'saving' | 'failed'>('idle')
  const [problem, setProblem] = useState<string | null>(null)
  const [conflict, setConflict] = useState<NoteConflict | null>(null)
  /** A text from an earlier visit, until the person says what to do with it. */
  const [offer, setOffer] = useState<KeptDraft | null>(null)
  /** The person's own text after they took the other one. */
  const [aside, setAside] = useState<string | null>(null)
  const latest = useRef(text)
  const isSaving = useRef(false)

  useEffect(() => {
    latest.current = text
  }, [text])

  // Read after the first paint: the server knows nothing of what this browser keeps.
  const [opened] = useState(initialText)
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      const draft = readDraft(draftKey)
      if (draft && draft.text !== opened) setOffer(draft)
      setReady(true)
    })
    return () => clearTimeout(timer)
  }, [draftKey, opened])

  const isDirty = text !== base.text
  const kept = aside ?? (isDirty ? text : null)
  useEffect(() => {
    if (!isReady || offer) return
    const timer = setTimeout(() => {
      if (kept === null) dropDraft(draftKey)
      else keepDraft(draftKey, { text: kept, baseVersion: base.version, at: new Date().toISOString() })
    }, 250)
    return () => clearTimeout(timer)
  }, [isReady, offer, kept, draftKey, base.version])

  const saveOn = useCallback(
    async (version: number) => {
      if (isSaving.current) return
      isSaving.current = true
      setProgress('saving')
      const sent = latest.current
      const outcome = await save(sent, version)
      isSaving.current = false
      setProgress(outcome.status === 'failed' ? 'failed' : 'idle')
      setProblem(outcome.status === 'failed' ? outcome.message : null)
      setConflict(outcome.status === 'conflict' ? outcome.theirs : null)
      if (outcome.status === 'saved') setBase({ text: sent, version: outcome.version })
    },
    [save],
  )

  const state: NoteState =
    progress === 'saving' ? 'saving' : !isDirty ? 'saved' : progress === 'failed' ? 'failed' : 'unsaved'
  return {
    text,
    setText,
    state,
    problem,
    isNew: base.version === 0,
    isUnsaved: kept !== null,
    save: () => saveOn(base.version),
    conflict: conflict && {
      theirs: conflict,
      keepMine: () => saveOn(conflict.version),
      takeTheirs: () => {
        setAside(text)
        setText(conflict.text)
        setBase({ text: conflict.text, version: conflict.version })
        setConflict(null)
      },
      writeOn: () => {
        setBase({ text: conflict.text, version: conflict.version })
        setConflict(null)
      },
    },
    offer: offer && {
      draft: offer,
      restore: () => {
        setText(offer.text)
        // A draft of an older version saves against that version: the other side is shown, not overwritten.
        setBase((now) => ({ ...now, version: offer.baseVersion }))
        setOffer(null)
      },
      discard: () => {
        dropDraft(draftKey)
        setOffer(null)
      },
    },
    aside: aside !== null && {
      text: aside,
      bringBack: () => {
        setText(aside)
        setAside(null)
      },
      forget: () => setAside(null),
    },
  }
}
