import fc from 'fast-check'
import type { PhrasingContent } from 'mdast'
import { describe, expect, it } from 'vitest'
import { definitionsOf, parseMarkdown } from '#lib/readme/parse/blocks/parse-markdown.ts'
import { readLine, sourceOf } from './read-line.ts'

const lineOf = (source: string) => {
  const root = parseMarkdown(source)
  const [first] = root.children
  const block = first?.type === 'blockquote' ? first.children[0] : first
  const nodes: PhrasingContent[] = block?.type === 'paragraph' ? block.children : []
  return readLine(nodes, { source, definitions: definitionsOf(root) })
}
const placeOf = (source: string, words: string) => {
  const line = lineOf(source)
  const start = line.text.indexOf(words)
  const span = sourceOf(line, { start, end: start + words.length })
  return span && source.slice(span.start, span.end)
}

describe('a line of inline content', () => {
  it('knows where its words stand, through escapes, references, marks and wrapped lines', () => {
    expect(placeOf('A \\*star\\* & **bold &amp; brave** end', 'bold & brave')).toBe('bold &amp; brave')
    expect(placeOf('A \\*star\\* end', '*star*')).toBe('*star\\*')
    expect(placeOf('> one\n> two three', 'two')).toBe('two')
    expect(placeOf('one<br><b>two</b> <i>three</i>', 'two')).toBe('two')
  })

  it('keeps its links with their addresses', () => {
    const source =
      'See [a (b)](https://x.org/S0896-6273(20)30468-2), <https://y.org> and <a href="https://z.org/?a&amp;b">z</a>.'
    expect(
      lineOf(source).links.map(({ url, label, address }) => [
        url,
        label,
        address && source.slice(address.start, address.end),
      ]),
    ).toEqual([
      ['https://x.org/S0896-6273(20)30468-2', 'a (b)', 'https://x.org/S0896-6273(20)30468-2'],
      ['https://y.org', 'https://y.org', 'https://y.org'],
      ['https://z.org/?a&b', 'z', 'https://z.org/?a&amp;b'],
    ])
  })

  it('takes the words of a badge for those of its link', () => {
    const [link] = lineOf('[![Star](https://img.shields.io/x)](https://github.com/a/b)').links
    expect(link).toMatchObject({ url: 'https://github.com/a/b', label: 'Star', isBadge: true, start: 0, end: 0 })
  })

  it('places every character inside its source, in order, whatever the text', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '*',
      '**',
      '_',
      '`',
      '[',
      '](u)',
      '&amp;',
      '\\*',
      '<b>',
      '</b>',
      '<br>',
      '\n',
      '\r\n',
      '$',
      '\ufffc',
      '😀',
      'é',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const source = `x${pieces.join('')}`
        const line = lineOf(source)
        expect(line.from).toHaveLength(line.text.length)
        for (let at = 0; at < line.text.length; at += 1) {
          expect(line.from[at]).toBeGreaterThanOrEqual(line.from[at - 1] ?? 0)
          expect(line.to[at]).toBeGreaterThanOrEqual(line.from[at] ?? 0)
          expect(line.to[at]).toBeLessThanOrEqual(source.length)
        }
      }),
    )
  })
})
