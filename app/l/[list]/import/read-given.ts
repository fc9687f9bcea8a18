import { readBibliographyApart } from '#lib/intake/bibliography/read-apart.ts'
import type { ImportInput } from '#lib/readme/apply/prepare/import-input.ts'
import type { Given } from '#lib/readme/apply/prepare/schema.ts'
import { readFromAddress } from '#lib/intake/upstream/read-upstream.ts'
import { readUploadApart } from '#lib/intake/archive/upload-apart.ts'

async function readSource(given: Given): Promise<ImportInput> {
  switch (given.kind) {
    case 'files':
      return readUploadApart(given.files)
    case 'address':
      return readFromAddress(given.url, { branch: given.branch, path: given.path })
    case 'text':
      return { bytes: new TextEncoder().encode(given.text), origin: 'pasted', assets: new Map() }
  }
}

/** `warnings`: what of a bibliography could not be taken over, with its line. */
export type GivenInput = { input: ImportInput; warnings: string[] }

/**
 * What a person gave, as a text in Markdown with its images; bibliographies and lists of ids become one.
 * The caller has asked whether they may import at all: an address is fetched here.
 */
export async function readGiven(given: Given): Promise<GivenInput> {
  const input = await readSource(given)
  const list = await readBibliographyApart(input.bytes, input.origin)
  return list ? { input: { ...input, bytes: list.bytes }, warnings: list.warnings } : { input, warnings: [] }
}
