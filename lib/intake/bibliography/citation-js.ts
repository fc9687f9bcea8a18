/** The readers of citation-js that we use. Each names the format it reads, so that nothing is ever guessed to be an id and looked up on the web. */
export type CitationJs = {
  /** BibTeX text → its entries; @string definitions put in, LaTeX left as it is. @throws where it is malformed. */
  readBibtex: (text: string) => BibtexEntry[]
  /** Entries → CSL items; LaTeX decoded, names split. */
  entriesToCsl: (entries: BibtexEntry[]) => unknown[]
  /** RIS text → CSL items. @throws where it is malformed. */
  readRis: (text: string) => unknown[]
}

export type BibtexEntry = { type: string; label: string; properties: Record<string, string | number> }

/** Loads citation-js, which takes a moment: only when the first bibliography comes. */
export async function loadCitationJs(): Promise<CitationJs> {
  const { plugins } = await import('@citation-js/core')
  await import('@citation-js/plugin-bibtex')
  await import('@citation-js/plugin-ris')
  const { input } = plugins
  const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])
  return {
    readBibtex: (text) => input.data(text, '@biblatex/text') as BibtexEntry[],
    entriesToCsl: (entries) => asList(input.data(entries, '@biblatex/entries+list')),
    readRis: (text) =>
      asList(input.data(text, '@ris/file')).map((record) => {
        // Old and new RIS give some tags different meanings.
        const type = input.type(record)
        return input.data(record, /^@ris\/(?:new\+|old\+)?record$/.test(type) ? type : '@ris/record')
      }),
  }
}
