import { clip } from '#lib/readme/parse/text/inline-text.ts'
import type { SourceSection } from '#lib/readme/document.ts'
import type { Span } from '#lib/readme/span.ts'

const MAX_TITLE = 300

/** `mark` names what opened it, so that it can be closed. */
type Open = { index: number; depth: number; mark: number | null }

/** Builds the tree of sections from headings as they come. */
export class SectionTree {
  readonly sections: SourceSection[] = []
  #open: Open[] = []
  #seen = new Map<string, number>()

  /** The section that what comes now belongs to; null before the first heading. */
  get current(): number | null {
    return this.#open.at(-1)?.index ?? null
  }

  /** Opens the section of a heading below the last one of a lesser depth. */
  open(title: string, depth: number, span: Span, mark: number | null = null): void {
    while ((this.#open.at(-1)?.depth ?? 0) >= depth) this.#open.pop()
    const index = this.#add(clip(title, MAX_TITLE) || 'Untitled', this.current, span)
    this.#open.push({ index, depth, mark })
  }

  /** Closes the section with this mark and what is open below it; nothing where it is closed already. */
  close(mark: number): void {
    const at = this.#open.findIndex((section) => section.mark === mark)
    if (at >= 0) this.#open.length = at
  }

  /** The section for papers that stand before any heading. */
  openUntitled(): number {
    const index = this.#add('Papers', null, null)
    // Deeper than any heading: the first one closes it.
    this.#open.push({ index, depth: 7, mark: null })
    return index
  }

  #add(title: string, parent: number | null, span: Span | null): number {
    const path = [...(parent === null ? [] : (this.sections[parent]?.path ?? [])), title]
    const name = JSON.stringify(path)
    const count = (this.#seen.get(name) ?? 0) + 1
    this.#seen.set(name, count)
    const key = count === 1 ? name : `${name}#${count}`
    this.sections.push({ key, title, path, parent, span, holdsPapers: true })
    return this.sections.length - 1
  }
}

/** Marks the sections that hold text only: no paper in them or below, but prose. */
export function markProseSections(sections: SourceSection[], withEntries: Set<number>, withProse: Set<number>): void {
  const papers = new Set(withEntries)
  const prose = new Set(withProse)
  for (let index = sections.length - 1; index >= 0; index -= 1) {
    const section = sections[index] as SourceSection
    section.holdsPapers = papers.has(index) || !prose.has(index)
    if (section.parent === null) continue
    if (papers.has(index)) papers.add(section.parent)
    if (prose.has(index)) prose.add(section.parent)
  }
}
