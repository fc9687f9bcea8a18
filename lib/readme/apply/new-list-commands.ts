import { openList } from '#lib/access/open-list.ts'
import type { Actor } from '#lib/access/roles.ts'
import { createList, deleteList } from '#lib/lists/commands.ts'
import type { NewList } from '#lib/lists/schema.ts'
import type { RunOptions } from './application.ts'
import { importReadme } from './commands.ts'
import type { ImportInput } from './prepare/import-input.ts'
import type { ImportReport } from '#lib/readme/report.ts'

/**
 * Makes a list from a README. Where the import fails or is cancelled the list is taken back: none
 * stands empty in the way.
 * @throws AppError as createList and importReadme do.
 */
export async function importNewList(
  actor: Actor,
  fields: NewList,
  input: ImportInput,
  options: RunOptions = {},
): Promise<ImportReport> {
  const { id } = await createList(actor, fields)
  try {
    return await importReadme(await openList(actor, { id }), input, options)
  } catch (error) {
    await deleteList(await openList(actor, { id }))
    throw error
  }
}
