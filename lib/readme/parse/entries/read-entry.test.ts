import type { PhrasingContent } from 'mdast'
import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '#lib/readme/parse/blocks/parse-markdown.ts'
import { readEntry } from './read-entry.ts'

const read = (source: string, isListed = true) => {
  const [block] = parseMarkdown(source).children
  const nodes: PhrasingContent[] = block?.type === 'paragraph' ? block.children : []
  return readEntry(nodes, { source, definitions: new Map(), isItem: true, isListed })
}
const ARXIV = 'https://arxiv.org/abs/2109.01652'

describe('the title of an entry', () => {
  it.each([
    [`[A plain link](${ARXIV}), A. One`, 'A plain link'],
    [`**[A bold link](${ARXIV})**`, 'A bold link'],
    [`[**Bold** and not](${ARXIV})`, 'Bold and not'],
    [`**A bold title** [[pdf](${ARXIV})]`, 'A bold title'],
    [`**BERT** [The whole title of it](${ARXIV})`, 'The whole title of it'],
    [`**A title of four words** [Project site](https://x.org)`, 'A title of four words'],
    [`A. One, B. Two. "A quoted title." ICML 2019 [pdf](${ARXIV})`, 'A quoted title'],
    [`["A quoted link"](${ARXIV}) A. One`, 'A quoted link'],
    [`*An italic title*. A. One, 2019. [pdf](${ARXIV})`, 'An italic title'],
    [`A plain title (2019), A. One. [pdf](${ARXIV})`, 'A plain title'],
    [`One, A., & Two, B. (2019). A plain title after names. ICML. ${ARXIV}`, 'A plain title after names'],
    [`[1] [Numbered before](${ARXIV})`, 'Numbered before'],
    [`🔥 [**Hot**] A title with a tag [pdf](${ARXIV})`, 'A title with a tag'],
    [`[Ends in dots...](${ARXIV})`, 'Ends in dots...'],
    [`[Does it end in a question?](${ARXIV})`, 'Does it end in a question?'],
    [`[With $\\alpha_{[1]}$ and (brackets [nested])](${ARXIV})`, 'With $\\alpha_{[1]}$ and (brackets [nested])'],
    [`[A title (ICLR 2023 Oral)](${ARXIV})`, 'A title'],
    [`[A title [pdf]](${ARXIV})`, 'A title'],
  ])('%s', (source, title) => expect(read(source)?.title).toBe(title))
})

describe('what stands around a title', () => {
  it('gives each field its place in the source', () => {
    const source =
      `- x\n\nAda Lovelace & Bo Two, [**A title**](${ARXIV}), *Nature*, 2019 [[code](https://github.com/a/b)]`.slice(5)
    const entry = read(source)
    const at = (span: { start: number; end: number } | null | undefined) => span && source.slice(span.start, span.end)
    expect([
      at(entry?.parts.title),
      at(entry?.parts.url),
      at(entry?.parts.authors),
      at(entry?.parts.venue),
      at(entry?.parts.year),
    ]).toEqual(['A title', ARXIV, 'Ada Lovelace & Bo Two', 'Nature', '2019'])
    expect(entry?.parts.links.map(({ span }) => at(span))).toEqual([
      `[**A title**](${ARXIV})`,
      '[code](https://github.com/a/b)',
    ])
  })

  it('keeps badges and several links by what they lead to', () => {
    const entry = read(
      `[![Star](https://img.shields.io/github/stars/a/b)](https://github.com/a/b) [A title of words](${ARXIV}) [[slides](https://x.org/s)] [[Video](https://youtu.be/x)] [[Data](https://zenodo.org/x)] [page](https://a.github.io)`,
    )
    expect(entry?.links.map(({ kind }) => kind)).toEqual(['paper', 'code', 'slides', 'video', 'data', 'project'])
    expect(entry?.identifiers).toEqual([
      { scheme: 'arxiv', value: '2109.01652' },
      { scheme: 'github', value: 'a/b' },
    ])
  })

  it('keeps quotations and descriptions out of the venue', () => {
    for (const tail of [
      '- A tool for reading the tides of the sea and of rivers',
      '“We show that the tides of 2019 are not what they were, and that they may never be so again.”',
      '> TL;DR: this is the best of them',
    ]) {
      expect(read(`[A title of words](${ARXIV}) ${tail}`)?.venue).toBeNull()
    }
  })

  it('reads where a paper came out from a badge', () => {
    const badge = "[![Publish](https://img.shields.io/badge/Conference-ICLR'24-blue)]()"
    expect(read(`${badge} [A title of words](${ARXIV})`)).toMatchObject({
      venue: 'ICLR',
      year: 2024,
      parts: { venue: null },
    })
  })
})

describe('how sure a reading is', () => {
  it('is full where everything is marked, and says why where it is not', () => {
    expect(read(`A. One, [**A bold title**](${ARXIV}) ICML 2019`)?.confidence).toBe(1)
    const plain = read('Some words without any link')
    expect(plain?.confidence).toBeLessThan(0.7)
    expect(plain?.reason).toContain('its title leads to no web address')
  })

  it('is never out of its bounds', () => {
    for (const source of ['x y', '**a**', `see this strange text [x](https://x.org)`, `“${'long '.repeat(90)}”`]) {
      const confidence = read(source)?.confidence ?? 1
      expect(confidence).toBeGreaterThan(0)
      expect(confidence).toBeLessThanOrEqual(1)
    }
  })

  it('needs more than a link outside a list of papers', () => {
    expect(read('See [**our site**](https://example.org) for more', false)).toBeNull()
  })
})
