import type { ListAccess } from '#lib/access/list-access.ts'
import type { RunOptions } from './application.ts'
import { NO_DECISIONS } from '#lib/readme/plan/decisions.ts'
import { givenImages } from './prepare/given-image.ts'
import type { ImportInput } from './prepare/import-input.ts'
import { readImportable } from './prepare/preview-new.ts'
import type { ImportReport } from '#lib/readme/report.ts'
import { runImport } from './run-commands.ts'

export type ImportOptions = RunOptions & {
  dryRun?: boolean
  /** Apply only what was previewed: this text, on this revision of the list. */
  expect?: { sha256: string; revision: number }
}

/**
 * Imports a README into a list, as a three-way merge with the text last imported and what the group
 * made of it since; see planImport. One transaction; a dry run writes nothing, and neither does
 * importing what the list already has.
 * @throws AppError not_found, forbidden, too_large, invalid (not text, no paper in it), conflict where
 *   the list is not the one that was previewed (details: the new ImportReport).
 */
export async function importReadme(
  access: ListAccess,
  input: ImportInput,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { expect, dryRun = false, report, signal } = options
  return runImport({
    access,
    dryRun,
    report,
    signal,
    read: async () => ({
      ...(await readImportable(input.bytes)),
      origin: input.origin,
      etag: input.etag ?? null,
      images: givenImages(input.assets),
      decisions: NO_DECISIONS,
    }),
    isExpected: ({ sha256, revision }) => !expect || (expect.sha256 === sha256 && expect.revision === revision),
  })
}
