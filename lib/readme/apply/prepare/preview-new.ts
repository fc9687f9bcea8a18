import { AppError } from '#lib/errors.ts'
import { NO_DECISIONS } from '#lib/readme/plan/decisions.ts'
import { documentOf } from '#lib/readme/parse/document-cache.ts'
import type { ImportInput } from './import-input.ts'
import { pickAsset } from '#lib/readme/parse/note-images.ts'
import { planApart } from './plan-task.ts'
import { NO_ROWS } from './present-queries.ts'
import { type Source, readSource } from '#lib/readme/parse/read-source.ts'
import type { ReadText } from '#lib/readme/parse/read-work.ts'
import type { ImportReport } from '#lib/readme/report.ts'

/** @throws AppError invalid where a text has no paper in it. */
export function requirePapers({ digest }: ReadText): void {
  if (digest.entries > 0) return
  const hint = 'An entry looks like this: Authors [**Title**](address) Venue (Year)'
  throw new AppError('invalid', `No papers were found in this text. ${hint}`)
}

/** Reads a file that is to be imported. @throws AppError too_large, unavailable, invalid (not text, no paper in it). */
export async function readImportable(bytes: Uint8Array): Promise<{ source: Source; read: ReadText }> {
  const source = readSource(bytes)
  const read = await documentOf(source.sha256, () => source.bytes)
  requirePapers(read)
  return { source, read }
}

/**
 * What importing a file into a list that does not exist yet would do, also where it has no papers;
 * touches nothing. @throws AppError too_large, unavailable, invalid (not text).
 */
export async function previewNewList(input: ImportInput, list: { slug: string; title: string }): Promise<ImportReport> {
  const source = readSource(input.bytes)
  const { document, digest } = await documentOf(source.sha256, () => source.bytes)
  const assets = digest.images.map((path) => {
    const status = pickAsset(path, input.assets) ? ('added' as const) : ('missing' as const)
    return { path, status }
  })
  const { report } = await planApart({
    bytes: source.bytes,
    document,
    decisions: NO_DECISIONS,
    base: null,
    rows: NO_ROWS,
    frame: {
      list: { ...list, revision: 0 },
      source: { origin: input.origin, sha256: source.sha256, title: digest.title },
      dryRun: true,
      assets,
      isNewText: true,
    },
  })
  return report
}
