import { AppError } from '#lib/errors.ts'
import { buildReport } from './build-report.ts'
import { NO_DECISIONS } from './decisions.ts'
import { documentOf } from './document-cache.ts'
import type { SourceDocument } from './document.ts'
import type { ImportInput } from './import-input.ts'
import { noteImages, pickAsset } from './note-images.ts'
import { decideDocument } from './plan-decisions.ts'
import { planImport } from './plan-import.ts'
import { type Source, readSource } from './read-source.ts'
import type { ImportReport } from './report.ts'

/** @throws AppError invalid where a text has no paper in it. */
export function requirePapers(document: SourceDocument): void {
  if (document.entries.length > 0) return
  const hint = 'An entry looks like this: Authors [**Title**](address) Venue (Year)'
  throw new AppError('invalid', `No papers were found in this text. ${hint}`)
}

/** Reads a file that is to be imported. @throws AppError too_large, invalid (not text, no paper in it). */
export function readImportable(bytes: Uint8Array): { source: Source; document: SourceDocument } {
  const source = readSource(bytes)
  const document = documentOf(source)
  requirePapers(document)
  return { source, document }
}

/**
 * What importing a file into a list that does not exist yet would do, also where it has no papers;
 * touches nothing. @throws AppError too_large, invalid (not text).
 */
export function previewNewList(input: ImportInput, list: { slug: string; title: string }): ImportReport {
  const source = readSource(input.bytes)
  const document = documentOf(source)
  const present = { sections: [], papers: [] }
  let count = 0
  const plan = planImport(decideDocument(source.text, document, NO_DECISIONS), present, () => `new-${(count += 1)}`)
  const assets = noteImages(document).map((path) => {
    const status = pickAsset(path, input.assets) ? ('added' as const) : ('missing' as const)
    return { path, status }
  })
  return buildReport(plan, present, {
    list: { ...list, revision: 0 },
    source: { origin: input.origin, sha256: source.sha256, title: document.title },
    dryRun: true,
    assets,
    text: source.text,
    isNewText: true,
  })
}
