import type { CitationJs } from './citation-js.ts'
import { itemSchema, readItem } from './csl.ts'
import type { ReadReferences } from './reference.ts'

/** The records of a RIS file with the line of each, from its TY on. */
function splitRecords(text: string): { lines: string[]; line: number }[] {
  const records: { lines: string[]; line: number }[] = []
  let open = false
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const tag = /^\s*([A-Z][A-Z0-9]) {1,2}-/.exec(raw)?.[1]
    if (tag === 'TY') records.push({ lines: [], line: index + 1 })
    if (tag === 'TY') open = true
    if (open) records.at(-1)?.lines.push(raw)
    if (tag === 'ER') open = false
  }
  return records
}

/** The values of a tag. */
const valuesOf = (lines: string[], tag: string) =>
  lines.flatMap((line) => {
    const match = new RegExp(`^\\s*${tag} {1,2}- ?(.*)$`).exec(line)
    return match?.[1]?.trim() ? [match[1].trim()] : []
  })

/** Reads RIS (Zotero, EndNote, Mendeley, publishers), record by record. */
export function readRis(text: string, citationJs: CitationJs): ReadReferences {
  const result: ReadReferences = { references: [], warnings: [] }
  for (const { lines, line } of splitRecords(text)) {
    try {
      // citation-js takes "XX  - value" only; a value's own "  - " would cut it short.
      const tidy = lines.map((raw) =>
        raw.trim().replace(/^([A-Z][A-Z0-9]) {1,2}- ?(.*)$/, (_, tag: string, value: string) => {
          return `${tag}  - ${value.replace(/ {2}-(?= |$)/g, ' -')}`
        }),
      )
      const [item] = citationJs.readRis(tidy.join('\n'))
      const more = ['L1', 'L2', 'UR', 'LK'].flatMap((tag) =>
        valuesOf(lines, tag).map((text) => ({ label: 'link', text })),
      )
      const keywords = valuesOf(lines, 'KW')
      const reference = readItem(itemSchema.parse(item), more)
      if (reference) result.references.push({ ...reference, keywords })
      else result.warnings.push(`Line ${line}: the record has no title; it was left out.`)
    } catch {
      result.warnings.push(`Line ${line}: the record is not well-formed; it was left out.`)
    }
  }
  return result
}
