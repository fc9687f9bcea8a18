import type { BibtexEntry, CitationJs } from './citation-js.ts'
import { itemSchema, readItem, splitKeywords } from './csl.ts'
import { plainLine } from './plain-text.ts'
import type { ReadReferences, Reference } from './reference.ts'
import { type BibtexBlock, splitBibtex } from './split-bibtex.ts'

const FORMULA = /(?<!\\)\$(?:[^$\\\n]|\\.|\n(?!\s*\n))+\$/g
/** Fields whose formulas we keep as they are; citation-js would turn them into letters as far as it can. */
const WITH_FORMULAS = ['title', 'subtitle', 'booktitle', 'journal', 'abstract', 'annote', 'annotation', 'note']
/** Commands that mean nothing here but for the text in their braces. */
const TRANSPARENT =
  /\\(?:texttt|mbox|hbox|text|textnormal|textrm|textsf|underline|uppercase|MakeUppercase|url|path)\s*(?=\{)/g
const DROPPED = /~?\\(?:cite[a-z]*|footnote|label|ref)\s*\{[^{}]*\}/g

/** Formulas put aside, so that reading LaTeX leaves them alone. */
class Formulas {
  readonly #kept: string[] = []

  hide(text: string): string {
    return text.replace(FORMULA, (formula) => {
      this.#kept.push(formula.replace(/\s+/g, ' '))
      return `\ue000${this.#kept.length - 1}\ue001`
    })
  }

  show(text: string): string {
    return text.replace(/\ue000(\d+)\ue001/g, (_, index: string) => this.#kept[Number(index)] ?? '')
  }
}

/** A field that holds an address or an id, without the LaTeX that programs put into it. */
const bareField = (value: string | number | undefined) =>
  String(value ?? '')
    .replace(/\\(?:url|href|path)\s*\{([^{}]*)\}.*/s, '$1')
    .replace(/\\([_%&#~$])/g, '$1')
    .replace(/[{}\s]/g, '')

/** The names of @string definitions that a block uses, with those that they use themselves. */
function stringsFor(block: BibtexBlock, strings: ReadonlyMap<string, string>): string {
  const found = new Map<string, string>()
  const collect = (text: string) => {
    for (const [, before, after] of text.matchAll(/(?:=|#)\s*([a-zA-Z][\w:+-]*)|([a-zA-Z][\w:+-]*)\s*#/g)) {
      const name = (before ?? after ?? '').toLowerCase()
      const definition = strings.get(name)
      if (definition === undefined || found.has(name)) continue
      // Its place first, so that one that names itself ends; what it uses must stand before it.
      found.set(name, '')
      collect(definition)
      found.delete(name)
      found.set(name, definition)
    }
  }
  if (strings.size > 0) collect(block.text)
  return [...found.values()].join('\n')
}

function readStrings(blocks: BibtexBlock[]): Map<string, string> {
  const strings = new Map<string, string>()
  for (const block of blocks) {
    const name = block.type === 'string' && block.isClosed && /[{(]\s*([^\s={}]+)\s*=/.exec(block.text)?.[1]
    if (name) strings.set(name.toLowerCase(), block.text)
  }
  return strings
}

/** Addresses that BibTeX files keep in fields of their own. */
function moreAddresses({ properties }: BibtexEntry): { label: string; text: string }[] {
  const { eprint, eprinttype, archiveprefix, journal, journaltitle, volume, howpublished, ee, link } = properties
  const id = bareField(eprint)
  const archive = String(eprinttype ?? archiveprefix ?? '').toLowerCase()
  const isArxiv =
    archive === 'arxiv' || (archive === '' && /^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?$/.test(id))
  const inJournal = /arxiv[:\s]+(?:abs\/)?([\w.-]+\/?\d+(?:v\d+)?)/i.exec(
    plainLine(String(journal ?? journaltitle ?? '')),
  )?.[1]
  const inVolume = /^abs\/(.+)$/.exec(bareField(volume))?.[1]
  const arxivId = (isArxiv && id.replace(/^arxiv:/i, '')) || inJournal || inVolume
  return [
    ...(arxivId ? [{ label: 'arXiv', text: `arXiv:${arxivId}` }] : []),
    ...[howpublished, ee, link, properties['bdsk-url-1']].map((field) => ({ label: 'link', text: bareField(field) })),
  ]
}

/** The folders of JabRef ("groups", divided by commas) and Mendeley ("mendeley-groups"). */
const groupsOf = ({ properties }: BibtexEntry) =>
  splitKeywords(String(properties.groups ?? properties['mendeley-groups'] ?? ''))

function readEntry(entry: BibtexEntry, parents: BibtexEntry[], citationJs: CitationJs): Reference | null {
  const formulas = new Formulas()
  const properties = { ...entry.properties }
  for (const [name, value] of Object.entries(properties)) {
    const text = String(value)
    const bare = text.replace(DROPPED, '').replace(TRANSPARENT, '')
    properties[name] = WITH_FORMULAS.includes(name) ? formulas.hide(bare) : bare
  }
  const [item] = citationJs.entriesToCsl([{ ...entry, properties }, ...parents])
  const url = bareField(entry.properties.url)
  const doi = bareField(entry.properties.doi)
  const csl = itemSchema.parse({ ...(item as object), URL: url, DOI: doi })
  const reference = readItem(csl, moreAddresses(entry))
  if (!reference) return null
  const show = (text: string | null) => text && formulas.show(text)
  return {
    ...reference,
    title: formulas.show(reference.title),
    venue: show(reference.venue) ?? (entry.properties.eprint !== undefined ? archiveOf(entry) : null),
    abstract: show(reference.abstract),
    note: show(reference.note),
    groups: groupsOf(entry),
  }
}

const archiveOf = ({ properties }: BibtexEntry) =>
  /^arxiv$/i.test(String(properties.eprinttype ?? properties.archiveprefix ?? '')) ? 'arXiv' : null

/** Reads BibTeX and BibLaTeX, entry by entry; an entry that cannot be read is left out with a warning. */
export function readBibtex(text: string, citationJs: CitationJs): ReadReferences {
  const blocks = splitBibtex(text)
  const strings = readStrings(blocks)
  const references: Reference[] = []
  const warnings: string[] = []
  const entries = new Map<string, BibtexEntry>()
  const read: { entry: BibtexEntry; line: number }[] = []
  for (const block of blocks) {
    if (['string', 'comment', 'preamble'].includes(block.type)) continue
    const leftOut = (why: string) => void warnings.push(`Line ${block.line}: ${why}; this entry was left out.`)
    if (!block.isClosed) {
      leftOut(`the @${block.type} is not closed`)
      continue
    }
    try {
      const [entry] = citationJs.readBibtex(`${stringsFor(block, strings)}\n${block.text}`)
      if (!entry) continue
      entries.set(entry.label.toLowerCase(), entry)
      read.push({ entry, line: block.line })
    } catch {
      leftOut(`the @${block.type} is not well-formed`)
    }
  }
  for (const { entry, line } of read) {
    const parent = entries.get(String(entry.properties.crossref ?? '').toLowerCase())
    let reference: Reference | null = null
    try {
      reference = readEntry(entry, parent && parent !== entry ? [parent] : [], citationJs)
    } catch {
      warnings.push(`Line ${line}: a field of “${entry.label}” is not well-formed; this entry was left out.`)
      continue
    }
    if (reference) references.push(reference)
    else warnings.push(`Line ${line}: “${entry.label}” has no title; this entry was left out.`)
  }
  return { references, warnings }
}
