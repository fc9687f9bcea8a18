import { readBibliographyApart } from '#lib/intake/bibliography/read-apart.ts'
import type { ImportInput } from '#lib/readme/apply/prepare/import-input.ts'

/** A bibliography that was uploaded or fetched as the README that it makes; anything else as it is. @throws AppError invalid, too_large. */
export async function asReadme(input: ImportInput): Promise<ImportInput> {
  const made = await readBibliographyApart(input.bytes, input.origin)
  return made ? { ...input, bytes: made.bytes } : input
}
