import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from './read-document.ts'
import { textOf } from './read-source.ts'

const seed = textOf(readFileSync(join(import.meta.dirname, '../../../prisma/seed/README.md')))
const titles = (text: string) => readDocument(text).entries.map((entry) => entry.title)
const only = (text: string) => {
  const [entry, ...more] = readDocument(text).entries
  expect(more).toEqual([])
  if (!entry) throw new Error('no entry')
  return entry
}
const ENTRY = 'Wei, J., & Le, Q. [**Title one**](https://arxiv.org/abs/2109.01652) ICLR (2022)'

describe('the seed list', () => {
  const document = readDocument(seed)

  it('has its title, its sections with their nesting and the empty one', () => {
    expect(document.title).toBe('Awesome LLM Papers')
    expect(document.sections.map(({ path, parent, holdsPapers }) => [path.join(' › '), parent, holdsPapers])).toEqual([
      ['Papers', null, true],
      ['Papers › Pre-Training', 0, true],
      ['Papers › Post Pre-Training', 0, true],
      ['Papers › Hardware', 0, true],
    ])
    expect(document.sections.map(({ span }) => span && seed.slice(span.start, span.end))).toEqual([
      '# Papers',
      '## Pre-Training',
      '## Post Pre-Training',
      '## Hardware',
    ])
    expect(document.prose).toEqual([])
    expect(document.warnings).toEqual([])
  })

  it('has three papers, read exactly', () => {
    const read = document.entries.map(
      ({ title, url, venue, year, section, line, endLine, identifiers, confidence }) => ({
        title,
        url,
        venue,
        year,
        section,
        line,
        endLine,
        identifiers,
        confidence,
      }),
    )
    expect(read).toEqual([
      {
        title: 'Learning without training: The implicit dynamics of in-context learning',
        url: 'https://arxiv.org/pdf/2507.16003',
        venue: 'arXiv',
        year: 2025,
        section: 2,
        line: 9,
        endLine: 20,
        confidence: 1,
        identifiers: [{ scheme: 'arxiv', value: '2507.16003' }],
      },
      {
        title: 'Finetuned language models are zero-shot learners',
        url: 'https://arxiv.org/abs/2109.01652',
        venue: 'ICLR',
        year: 2022,
        section: 2,
        line: 22,
        endLine: 33,
        confidence: 1,
        identifiers: [{ scheme: 'arxiv', value: '2109.01652' }],
      },
      {
        title: 'Pytorch fsdp: experiences on scaling fully sharded data parallel',
        url: 'https://arxiv.org/pdf/2304.11277',
        venue: 'arXiv',
        year: 2023,
        section: 3,
        line: 37,
        endLine: 58,
        confidence: 1,
        identifiers: [{ scheme: 'arxiv', value: '2304.11277' }],
      },
    ])
    expect(
      document.entries.map(({ authors, authorsTruncated }) => [authors.length, authorsTruncated, authors.at(-1)]),
    ).toEqual([
      [5, false, { family: 'Gonzalvo', given: 'J.' }],
      [7, true, { family: 'Le', given: 'Q. V.', afterGap: true }],
      [7, true, { family: 'Li', given: 'S.', afterGap: true }],
    ])
    expect(document.entries[2]?.authors[4]).toEqual({ family: 'Huang', given: 'C. C.' })
  })

  it('gives each paper its note, exactly as it stands in the file', () => {
    for (const { note, noteSpan, span } of document.entries) {
      expect(noteSpan && seed.slice(noteSpan.start, noteSpan.end)).toBe(note)
      expect(seed.slice(span.start, span.end)).toMatch(/^\p{Lu}\p{Ll}+, [^]*<\/details>$/u)
    }
    const [first, second, third] = document.entries.map((entry) => entry.note ?? '')
    expect(first?.startsWith('  - They state that the attention block')).toBe(true)
    expect(first).toContain('$$\\Delta W(C) = \\frac{(W \\Delta A)A(x)^T}{\\|A(x)\\|^2}$$')
    expect(first?.endsWith('does not capture the full mechanics of generation beyond that.')).toBe(true)
    expect(second?.startsWith('- They basically show')).toBe(true)
    expect(second?.endsWith('- The loss is only calculated on the part after the EOS token.')).toBe(true)
    expect(third?.endsWith('even before the forward pass for that layer begins.')).toBe(true)
  })

  it('reads the same with Windows line ends and a byte order mark, and its notes keep \\n only', () => {
    const windows = readDocument(`\ufeff${seed.replaceAll('\n', '\r\n')}`)
    const strip = ({ entries, sections }: typeof document) => ({
      entries: entries.map(({ span: _, noteSpan: __, parts: ___, ...rest }) => rest),
      sections: sections.map(({ span: _, ...rest }) => rest),
    })
    expect(strip(windows)).toEqual(strip(document))
  })
})

describe('notes', () => {
  const note = (details: string) => only(`# L\n\n## S\n\n${ENTRY}\n${details}`).note

  it.each([
    ['no blank line around it', '<details>\n<summary>Notes</summary>\ntext\n</details>', 'text'],
    ['no line end at the end of the file', '<details>\n<summary>N</summary>\n\n- a\n- b\n</details>', '- a\n- b'],
    ['all in one line', '<details><summary>N</summary>text</details>\n', 'text'],
    ['a blank line before it', '\n<details>\n<summary>N</summary>\n\ntext\n\n</details>', 'text'],
    ['no summary', '<details>\n\ntext\n\n</details>', 'text'],
    ['nothing in it', '<details>\n<summary>N</summary>\n\n</details>', null],
    [
      'another one inside',
      '<details>\n<summary>N</summary>\n\na\n<details><summary>More</summary>\n\nb\n\n</details>\n\nc\n</details>',
      'a\n<details><summary>More</summary>\n\nb\n\n</details>\n\nc',
    ],
    [
      'a closing tag in code',
      '<details>\n<summary>N</summary>\n\n```html\n</details>\n```\n\nafter\n\n</details>',
      '```html\n</details>\n```\n\nafter',
    ],
    ['a formula over several lines', '<details>\n<summary>N</summary>\n\n$$\nx\n$$\n\n</details>', '$$\nx\n$$'],
    ['a heading of its own', '<details>\n<summary>N</summary>\n\n### Idea\n\ntext\n\n</details>', '### Idea\n\ntext'],
  ])('are read with %s', (_, details, expected) => expect(note(details)).toBe(expected))

  it('do not swallow the entry that follows without a blank line', () => {
    const text = `## S\n\n${ENTRY}\n<details>\n<summary>N</summary>\nfirst\n</details>\n${ENTRY.replace('Title one', 'Title two')}\n`
    expect(titles(text)).toEqual(['Title one', 'Title two'])
  })

  it('that are never closed end before the next entry, with a warning', () => {
    const text = `## S\n\n${ENTRY}\n<details>\n<summary>N</summary>\n\nfirst\n\n${ENTRY.replace('one', 'two')}\n<details>\n<summary>N</summary>\n\nsecond\n\n</details>\n`
    const document = readDocument(text)
    expect(document.entries.map((entry) => [entry.title, entry.note])).toEqual([
      ['Title one', 'first'],
      ['Title two', 'second'],
    ])
    expect(document.warnings).toEqual(['Line 3: <details> is not closed; its note is read to line 7.'])
  })

  it('are not swallowed by a formula that is never closed', () => {
    expect(titles(`## S\n\n$$\nopen\n\n${ENTRY}\n`)).toEqual(['Title one'])
  })
})

describe('entries', () => {
  it('are read from list items with their typed links', () => {
    const entry = only(
      '- [**A title**](https://arxiv.org/abs/2109.01652v2), A. Author and B. Other. NeurIPS 2021 [[code](https://github.com/o/r)] [slides](https://x.org/s)\n',
    )
    expect(entry).toMatchObject({ title: 'A title', venue: 'NeurIPS', year: 2021, confidence: 1 })
    expect(entry.authors).toEqual([
      { family: 'Author', given: 'A.' },
      { family: 'Other', given: 'B.' },
    ])
    expect(entry.links.map(({ kind, label }) => [kind, label])).toEqual([
      ['paper', null],
      ['code', 'code'],
      ['slides', 'slides'],
    ])
    expect(entry.identifiers.map((identifier) => identifier.scheme)).toEqual(['arxiv', 'github'])
  })

  it('may stand several in a paragraph, each in its own lines', () => {
    expect(titles(`## S\n\n${ENTRY}\n${ENTRY.replace('one', 'two')}\n${ENTRY.replace('one', 'three')}\n`)).toEqual([
      'Title one',
      'Title two',
      'Title three',
    ])
  })

  it('keep formulas and emphasis of a title, and lose the stop at its end', () => {
    expect(
      only('Wei, J. [**The $L_2$ norm of *everything* &amp; more.**](https://arxiv.org/abs/2109.01652)').title,
    ).toBe('The $L_2$ norm of *everything* & more')
  })

  it.each([
    ['arXiv (NAACL 2025)', 'NAACL', 2025],
    ['arXiv (2015).', 'arXiv', 2015],
    [', Nature Communications, (2019)', 'Nature Communications', 2019],
    ['Front. Comput. Neurosci. (2020)', 'Front. Comput. Neurosci.', 2020],
    ['(2022)', null, 2022],
    ['ICML 2024', 'ICML', 2024],
    ['', null, null],
  ])('have venue and year of "%s"', (tail, venue, year) => {
    expect(only(`Wei, J. [**T**](https://arxiv.org/abs/2109.01652) ${tail}`)).toMatchObject({ venue, year })
  })

  it('say what they are unsure of', () => {
    const entry = only('Raschka, S. [**The comparison**](https://example.org/post)')
    expect(entry.confidence).toBe(0.7)
    expect(entry.reason).toBe(
      'Read from its bold link; it gives neither venue nor year; its link is not a known place of papers',
    )
  })

  it('are not made of prose, tools or tables of contents', () => {
    const text =
      '# L\n\nSee [**our site**](https://example.org) for more.\n\n## Contents\n\n- [Papers](#papers)\n\n## Tools\n\n- [x](https://github.com/a/b) a tool\n\n## Papers\n\n' +
      ENTRY
    const document = readDocument(text)
    expect(document.entries.map((entry) => entry.title)).toEqual(['Title one'])
    expect(document.sections.map((section) => [section.title, section.holdsPapers])).toEqual([
      ['Contents', false],
      ['Tools', false],
      ['Papers', true],
    ])
    expect(document.prose).toHaveLength(3)
  })

  it('that stand before any heading get a section', () => {
    const document = readDocument(`${ENTRY}\n\n## Next\n\n${ENTRY.replace('one', 'two')}`)
    expect(document.sections.map((section) => [section.title, section.span === null])).toEqual([
      ['Papers', true],
      ['Next', false],
    ])
  })

  it('directly under a first H1 make it a section where other H1s follow', () => {
    const document = readDocument(`# Papers\n\n${ENTRY}\n\n# Reviews\n\n${ENTRY.replace('one', 'two')}`)
    expect(document.title).toBeNull()
    expect(document.sections.map((section) => section.title)).toEqual(['Papers', 'Reviews'])
  })
})

const piece = fc.oneof(
  fc.constantFrom(
    ENTRY,
    '- ' + ENTRY,
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '<details>',
    '</details>',
    '<summary>N</summary>',
    '# A',
    '## B',
    '> ',
    '  ',
    '\t',
    '[**x**](y)',
    '**[t](http://a.b/c.pdf)**',
    '[**r**][1]',
    '[1]: https://arxiv.org/abs/2109.01652\n',
    '$$',
    '$',
    '```',
    '<!--',
    '-->',
    '|a|b|\n|-|-|\n',
    '\ufeff',
    '![i](a.png)',
    'www.a.org',
    'a@b.org',
    '李',
    '😀',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
)

describe('any text', () => {
  it('has one place, also where a note is broken off in the middle of an item', () => {
    const fold = 'details>\n  <summary>Notes</summary>\n\n  - one\n</details>\n'
    const { prose } = readDocument(`<${fold}\n- They show [code](https://github.com/a/b) \n${fold}`)
    const spans = prose.map(({ span }) => span).sort((a, b) => a.start - b.start)
    expect(spans.filter(({ start }, at) => start < (spans[at - 1]?.end ?? 0))).toEqual([])
  })

  it('is read without a crash, into parts inside it that do not overlap and leave only space out', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        const { entries, sections, prose, refused, titleSpan } = readDocument(text)
        const spans = [...entries, ...sections, ...prose, ...refused].flatMap(({ span }) => span ?? [])
        if (titleSpan) spans.push(titleSpan)
        spans.sort((a, b) => a.start - b.start)
        let at = 0
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          // Only space and the marks of lists and quotations stay outside.
          expect(text.slice(at, start)).toMatch(/^(?:[\s\ufeff>]|[*+-]|\d+[.)])*$/)
          at = end
        }
        expect(text.slice(at)).toMatch(/^(?:[\s\ufeff>]|[*+-]|\d+[.)])*$/)
        for (const { span, noteSpan, note } of entries) {
          if (!noteSpan) continue
          expect(noteSpan.start).toBeGreaterThanOrEqual(span.start)
          expect(noteSpan.end).toBeLessThanOrEqual(span.end)
          if (note !== null) expect(text.slice(noteSpan.start, noteSpan.end).replace(/\r\n?/g, '\n')).toBe(note)
        }
      }),
      { numRuns: 500 },
    )
  })
})
