import { z } from 'zod'

/** As much as is rendered and searched: what is saved is what is shown. */
export const MAX_NOTE_LENGTH = 200_000

/** A note's text holds \n only: positions in it mean the same in every browser and editor. */
export const noteTextSchema = z
  .string()
  .transform((text) => text.replaceAll('\0', '').replace(/\r\n?/g, '\n'))
  .pipe(z.string().max(MAX_NOTE_LENGTH, 'A note has at most 200,000 characters.'))

export const noteSaveSchema = z.object({
  text: noteTextSchema,
  /** The version that the person started from; 0 where there was no note yet. */
  baseVersion: z.coerce.number().int().min(0),
})
export type NoteSave = z.output<typeof noteSaveSchema>

export type NoteView = { text: string; version: number; updatedAt: Date; updatedByName: string | null }

/** What a person sees whose save came second: `details` of the conflict. */
export type NoteConflict = NoteView

/** name: what somebody called it; null where it was kept by itself. */
export type NoteVersionEntry = { version: number; name: string | null; createdAt: Date; authorName: string | null }
export type NoteVersionView = NoteVersionEntry & { text: string }

export type RenderedNoteView = { html: string; hasMath: boolean }
