import { isNamedAsMarkdown } from './named-as-markdown.ts'
import { parseCslJson } from './read-csl-json.ts'
import { isIdList } from './read-ids.ts'
import { splitBibtex } from './split-bibtex.ts'

export type Format =
  | { kind: 'bibtex' | 'ris' | 'ids' }
  | { kind: 'csl'; items: unknown[] }
  /** A bibliography that we cannot read; the sentence says what to do. */
  | { kind: 'unread'; advice: string }

const EXPORT_ANEW = 'Export it as BibTeX, RIS or CSL JSON instead.'

/** Whether entries are most of what the text is, rather than an example in a README. */
function isBibtex(text: string, name: string): boolean {
  if (!/@\s*[a-z]+\s*[{(]/i.test(text)) return false
  const blocks = splitBibtex(text)
  if (!blocks.some((block) => /^@\s*\w+\s*[{(]\s*[^\s,{}]*\s*,|^@string/i.test(block.text))) return false
  if (/\.(?:bib|bibtex|biblatex)$/i.test(name)) return true
  let rest = 0
  let at = 0
  for (const { start, end } of [...blocks, { start: text.length, end: text.length }]) {
    const between = text.slice(at, start)
    if (/^(?:```|~~~|#{1,6} )/m.test(between)) return false
    rest += between.replace(/^\s*%.*$/gm, '').trim().length
    at = end
  }
  return rest < text.length / 4
}

/** What kind of bibliography a text is, going by what it holds; null: it is none. Markdown that calls itself so stays what it is. */
export function sniff(text: string, name: string): Format | null {
  if (isNamedAsMarkdown(name)) return null
  const start = text.trimStart()
  if (/^TY {1,2}-/.test(start) || (/\.ris$/i.test(name) && /^TY {1,2}-/m.test(text))) return { kind: 'ris' }
  if (/^<\?xml|^<rdf:|^<xml>|^<records>/i.test(start)) {
    if (/<rdf:RDF[^>]*(?:zotero|purl\.org\/net\/biblio)/is.test(start.slice(0, 5_000))) {
      return { kind: 'unread', advice: `This is Zotero’s RDF format, which cannot be read. ${EXPORT_ANEW}` }
    }
    if (/<records>|<record>/i.test(start.slice(0, 5_000))) {
      return { kind: 'unread', advice: `This is EndNote’s XML format, which cannot be read. ${EXPORT_ANEW}` }
    }
  }
  if (/^%0 \S/.test(start)) {
    return { kind: 'unread', advice: `This is EndNote’s own format, which cannot be read. ${EXPORT_ANEW}` }
  }
  if (/^[[{]/.test(start)) {
    const items = parseCslJson(text)
    if (items) return { kind: 'csl', items }
  }
  if (isBibtex(text, name)) return { kind: 'bibtex' }
  return isIdList(text) ? { kind: 'ids' } : null
}
