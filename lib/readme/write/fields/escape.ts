import type { EntryStyle } from '#lib/readme/document.ts'

const html = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
/** A bar inside a table's cell would begin the next one. */
const inCell = (text: string, style: EntryStyle) => (style === 'row' ? text.replace(/(?<!\\)\|/g, '\\|') : text)

/** A text as it may be written inside an entry: as it is, and with what Markdown or HTML would read escaped. */
export function textForms(text: string, style: EntryStyle): string[] {
  if (style === 'bibtex') return [text]
  const escaped = style === 'html-row' ? html(text) : text.replace(/[\\`*_[\]<>#~$&]/g, '\\$&')
  return [...new Set([inCell(text, style), inCell(escaped, style)])]
}

/** An address as it may stand inside a link. */
export function addressForms(url: string, style: EntryStyle): string[] {
  if (style === 'html-row') return [url.replace(/"/g, '%22').replace(/</g, '%3C')]
  const safe = url.replace(/\s/g, '%20').replace(/</g, '%3C').replace(/>/g, '%3E')
  const cell = style === 'row' ? safe.replace(/\|/g, '%7C') : safe
  const coded = cell.replace(/\(/g, '%28').replace(/\)/g, '%29')
  return [...new Set([cell, `<${cell}>`, coded])]
}
