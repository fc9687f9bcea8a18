'use client'

import { useCallback } from 'react'
import type { NoteConflict, RenderedNoteView } from '#lib/notes/schema.ts'
import type { ActionInput, ActionResult } from '#lib/web/action.ts'
import type { NoteEditorProps, PreviewOutcome, SaveOutcome } from './editor-types.ts'
import { NoteEditor } from './note-editor.tsx'

type Call<T> = (input: ActionInput) => Promise<ActionResult<T>>

const UNREACHABLE = 'The server could not be reached.'

function isConflict(details: unknown): details is NoteConflict {
  return typeof details === 'object' && details !== null && 'text' in details && 'version' in details
}

/** Joins an editor to the server actions of one note; the editor itself knows neither. */
export function NoteDesk({
  list,
  paper,
  saveAction,
  previewAction,
  ...rest
}: Pick<NoteEditorProps, 'initialText' | 'baseVersion' | 'doneHref'> & {
  list: string
  paper: string
  saveAction: Call<{ version: number }>
  previewAction: Call<RenderedNoteView>
}) {
  const save = useCallback(
    async (text: string, baseVersion: number): Promise<SaveOutcome> => {
      try {
        const result = await saveAction({ list, paper, text, baseVersion })
        if (result.ok) return { status: 'saved', version: result.data.version }
        if (result.code === 'conflict' && isConflict(result.details))
          return { status: 'conflict', theirs: result.details }
        return { status: 'failed', message: result.fields.text ?? result.message }
      } catch {
        return { status: 'failed', message: UNREACHABLE }
      }
    },
    [list, paper, saveAction],
  )
  const preview = useCallback(
    async (text: string): Promise<PreviewOutcome> => {
      try {
        const result = await previewAction({ list, paper, text })
        return result.ok ? { ok: true, ...result.data } : { ok: false, message: result.fields.text ?? result.message }
      } catch {
        return { ok: false, message: UNREACHABLE }
      }
    },
    [list, paper, previewAction],
  )
  return <NoteEditor {...rest} save={save} preview={preview} draftKey={`colloquium:note:${paper}`} />
}
