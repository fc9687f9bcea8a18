import { textOf } from '#lib/readme/parse/read-source.ts'
import { readState, type StateRows } from './read-state.ts'
import { asImportedAndEdited, isAsInText } from './entries/touched.ts'
import { writeReadme } from './write-readme.ts'

/** A list as it stands and the text last imported (null: none), as they are handed to a worker. */
export type ExportInput = {
  bytes: Uint8Array | null
  rows: StateRows
  /** The papers and sections that people added or moved; null: every paper of the list is written. */
  touched: readonly string[] | null
}

/** Writes a list as a README. Runs in the worker pool. */
export function exportWork({ bytes, rows, touched }: ExportInput): { text: string; leftOut: number } {
  const whole = readState(rows)
  const { state, leftOut } =
    touched === null || isAsInText(whole) ? { state: whole, leftOut: 0 } : asImportedAndEdited(whole, new Set(touched))
  return { text: writeReadme(bytes ? textOf(bytes) : '', state), leftOut }
}
