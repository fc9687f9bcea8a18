import { z } from 'zod'

/** Half a million characters: far more than a person writes, little enough to render while someone waits. */
export const MAX_NOTE_LENGTH = 500_000

/** A note's text holds \n only: positions in it mean the same in every browser and editor. */
export const noteTextSchema = z
  .string()
  .transform((text) => text.replace(/\r\n?/g, '\n'))
  .pipe(z.string().max(MAX_NOTE_LENGTH, 'A note has at most 500,000 characters.'))

export const noteSaveSchema = z.object({
  text: noteTextSchema,
  /** The version that the person started from; 0 where there was no note yet. */
  baseVersion: z.coerce.number().int().min(0),
})
export type NoteSave = z.output<typeof noteSaveSchema>

export type NoteView = { text: string; version: number; updatedAt: Date; updatedByName: string | null }

/** What a person sees whose save came second: `details` of the conflict. */
export type NoteConflict = NoteView

export type NoteVersionView = { version: number; text: string; createdAt: Date; authorName: string | null }

export type RenderedNoteView = { html: string; hasMath: boolean }
