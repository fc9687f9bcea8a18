import type { NoteConflict, RenderedNoteView } from '#lib/notes/schema.ts'

export type SaveOutcome =
  | { status: 'saved'; version: number }
  | { status: 'conflict'; theirs: NoteConflict }
  | { status: 'failed'; message: string }

export type PreviewOutcome = ({ ok: true } & RenderedNoteView) | { ok: false; message: string }

/** What any editor of a note is given: the plain one today, another one tomorrow. Texts hold \n only. */
export type NoteEditorProps = {
  initialText: string
  /** The version that `initialText` is; 0: there is no note yet. */
  baseVersion: number
  /** Never rejects: a lost connection is a failed save. */
  save: (text: string, baseVersion: number) => Promise<SaveOutcome>
  preview: (text: string) => Promise<PreviewOutcome>
  /** Names this note among the texts that this browser keeps. */
  draftKey: string
  /** Where the reader goes when done. */
  doneHref: string
}
