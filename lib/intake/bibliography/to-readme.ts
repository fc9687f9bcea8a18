import { AppError } from '#lib/errors.ts'
import type { ImportInput } from '#lib/readme/apply/prepare/import-input.ts'
import { MAX_FILE_BYTES, MAX_REFERENCES } from '#lib/readme/limits.ts'
import { loadCitationJs } from './citation-js.ts'
import { writeEntry } from './house-style.ts'
import { escapeMarkdown } from './markdown.ts'
import { readBibtex } from './read-bibtex.ts'
import { readCslJson } from './read-csl-json.ts'
import { readIds } from './read-ids.ts'
import { readRis } from './read-ris.ts'
import type { ReadReferences, Reference } from './reference.ts'
import { divide } from './sections.ts'
import { type Format, sniff } from './sniff.ts'

const MOST_WARNINGS = 100

/** Text of old programs may not be UTF-8; then nearly all of it is Windows' Western European. */
function decode(bytes: Uint8Array): { text: string; isGuess: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isGuess: false }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), isGuess: true }
  }
}

const TOO_MANY = `The bibliography has more than ${MAX_REFERENCES.toLocaleString('en')} entries: divide it into several lists.`

/** About how many entries a bibliography has, found out without reading it. */
function countOf(format: Exclude<Format, { kind: 'unread' }>, text: string): number {
  switch (format.kind) {
    case 'bibtex':
      return text.match(/^[^\S\r\n]*@[^\S\r\n]*[a-z]+\s*[{(]/gim)?.length ?? 0
    case 'ris':
      return text.match(/^TY {1,2}-/gm)?.length ?? 0
    case 'csl':
      return format.items.length
    case 'ids':
      return text.match(/\S+/g)?.length ?? 0
  }
}

async function read(format: Exclude<Format, { kind: 'unread' }>, text: string): Promise<ReadReferences> {
  switch (format.kind) {
    case 'bibtex':
      return readBibtex(text, await loadCitationJs())
    case 'ris':
      return readRis(text, await loadCitationJs())
    case 'csl':
      return readCslJson(format.items)
    case 'ids':
      return readIds(text)
  }
}

const nameOf = (file: string) => {
  const name = file
    .replace(/^.*[\\/]/s, '')
    .replace(/\.[a-z]{2,8}$/i, '')
    .replace(/\s+/g, ' ')
    .trim()
  return /^pasted$/i.test(name) ? '' : name
}

/** One section, named after the file and saying what it is, so that all in it is read as papers; its parts below it. */
function write(references: readonly Reference[], name: string): string {
  const section = /bibliography$/i.test(name) ? name : `${name} bibliography`.trim().replace(/^b/, 'B')
  const parts = [`# ${escapeMarkdown(name || 'Bibliography')}`, `## ${escapeMarkdown(section)}`]
  const withNote = new Set<Reference>()
  for (const { title, references: own } of divide(references)) {
    if (title !== null) parts.push(`### ${escapeMarkdown(title)}`)
    for (const reference of own) {
      parts.push(writeEntry(reference, !withNote.has(reference)))
      withNote.add(reference)
    }
  }
  return `${parts.join('\n\n')}\n`
}

/**
 * A bibliography (BibTeX, BibLaTeX, RIS, CSL-JSON, as Zotero and others export them, or a plain list of
 * arXiv ids and DOIs) as the text of a README in the lists' own style, so that everything after it is
 * one path. Known by what it holds, not by its name. Reads nothing from the web.
 * @param name of the file, which names the section.
 * @returns null where it is no bibliography; `warnings` say what was left out, with its line.
 * @throws AppError invalid where nothing in it could be read, or its format cannot; too_large.
 */
export async function readBibliography(
  bytes: Uint8Array,
  name: string,
): Promise<(ImportInput & { warnings: string[] }) | null> {
  if (bytes.byteLength > MAX_FILE_BYTES) throw new AppError('too_large', 'The file is larger than 20 MB.')
  const { text, isGuess } = decode(bytes)
  if (text.includes('\0')) return null
  const format = sniff(text, name)
  if (format === null) return null
  if (format.kind === 'unread') throw new AppError('invalid', format.advice)
  if (countOf(format, text) > MAX_REFERENCES) throw new AppError('too_large', TOO_MANY)
  const { references, warnings } = await read(format, text)
  if (references.length === 0) {
    throw new AppError('invalid', `Nothing in this bibliography could be read. ${warnings[0] ?? ''}`.trim())
  }
  const guess = isGuess ? ['The file is not in UTF-8; it was read as Western European (Windows-1252).'] : []
  const more = warnings.length - MOST_WARNINGS
  return {
    bytes: new TextEncoder().encode(write(references, nameOf(name)).toWellFormed()),
    origin: name,
    assets: new Map(),
    warnings: [...guess, ...warnings.slice(0, MOST_WARNINGS), ...(more > 0 ? [`… and ${more} more.`] : [])],
  }
}
