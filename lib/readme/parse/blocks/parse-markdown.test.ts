import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { describe, expect, it } from 'vitest'
import { parseMarkdown } from './parse-markdown.ts'
import { IN_STEP, growthByFour } from '../../../../scripts/test/cpu-growth.ts'

const FILLER = `${'Some words of a paragraph that fills a part. '.repeat(400)}\n\n`

type Seen = { type: string; start: number | undefined; end: number | undefined; url?: string }

/** Every block with its place in the text, as far as it matters to a reader of the document. */
const blocksOf = (text: string): Seen[] =>
  parseMarkdown(text).children.map((node: Nodes) => ({
    type: node.type,
    start: node.position?.start.offset,
    end: node.position?.end.offset,
  }))

describe('a long text, read in parts', () => {
  it('has the same blocks at the same places as a short one', () => {
    const text = `# A\n\n${FILLER}- a\n\n- b\n\n# B\r\n\r\n${FILLER}\`\`\`\ncode\n\`\`\`\n\nend [x][y]\n`
    const blocks = blocksOf(text)
    expect(blocks.map((block) => block.type)).toEqual([
      'heading',
      'paragraph',
      'list',
      'heading',
      'paragraph',
      'code',
      'paragraph',
    ])
    for (const { type, start, end } of blocks) {
      expect(text.slice(start, end)).toMatch(
        { heading: /^# [AB]$/, list: /^- a\n\n- b$/, code: /^`{3}\ncode\n`{3}$/ }[type] ?? /^(Some|end)/,
      )
    }
  })

  it.each([
    ['code', '```\n', '```\n', 'code'],
    ['an HTML comment', '<!--\n', '-->\n', 'html'],
    ['preformatted HTML', '<pre>\n', '</pre>\n', 'html'],
  ])('is not cut inside %s', (_, open, close, type) => {
    const text = `start\n\n${open}${FILLER}# no heading\n\n${FILLER}more\n\n${FILLER}${close}\n# heading\n`
    expect(blocksOf(text).map((block) => block.type)).toEqual(['paragraph', type, 'heading'])
  })

  it('resolves an address that is given in another part', () => {
    const text = `[title][one]\n\n${FILLER}${FILLER}text\n\n[one]: https://example.org/x\n`
    const first = parseMarkdown(text).children[0]
    expect(first?.type === 'paragraph' && first.children[0]?.type).toBe('linkReference')
    expect(blocksOf(text).filter((block) => block.type === 'definition')).toHaveLength(1)
  })

  it('reads a formula that is not closed nearby as text, and goes on after it', () => {
    const text = `start\n\n$$\nx\n\n${FILLER}# heading\n\n- [**T**](https://example.org)\n`
    expect(blocksOf(text).map((block) => block.type)).toEqual([
      'paragraph',
      'paragraph',
      'paragraph',
      'heading',
      'list',
    ])
  })

  it('that opens code and never closes it is code to its end', () => {
    const text = `a\n\n\`\`\`\n${FILLER.repeat(20)}# b\n`
    expect(blocksOf(text).map((block) => block.type)).toEqual(['paragraph', 'code'])
  })

  it.each([
    ['with blank lines between its items', '- ', '\n\n'],
    ['without blank lines', '* ', '\n'],
    ['that is numbered', '12. ', '\n'],
  ])('is one list where it was cut between two items of one: %s', (_, sign, end) => {
    const items = Array.from(
      { length: 400 },
      (_item, at) => `${sign}[item ${at}](https://example.org/${at})\n  its second line`,
    )
    const text = `# h\n\n${items.join(end)}\n\nend\n`
    const [, list, last] = parseMarkdown(text).children
    if (list?.type !== 'list') throw new Error('no list')
    expect(list.children).toHaveLength(400)
    expect(list.spread).toBe(end === '\n\n')
    expect(text.slice(list.position?.start.offset, list.position?.end.offset)).toBe(items.join(end))
    const texts = list.children.map(({ position }) => text.slice(position?.start.offset, position?.end.offset))
    expect(texts).toEqual(items)
    expect(last?.type).toBe('paragraph')
  })

  it('is not cut where what looks like an item goes on a paragraph or HTML', () => {
    const text = `${'word '.repeat(2_000)}\n2. no item\n\n<div>${'word '.repeat(2_000)}\n- no item\n</div>\n\nend\n`
    expect(blocksOf(text).map((block) => block.type)).toEqual(['paragraph', 'html', 'paragraph'])
  })

  it('takes time in step with its length', async () => {
    const entry = (n: number) =>
      `Doe, J. [**Title ${n}**](https://a.org/${n}) X (2020)\n<details>\n\n- a\n- b\n\n</details>\n\n`
    const list = (count: number) => Array.from({ length: count }, (_, n) => entry(n)).join('')
    expect(parseMarkdown(list(800)).children.length).toBe(800 * 4)
    expect(await growthByFour(200, list, parseMarkdown, 2)).toBeLessThan(IN_STEP)
  }, 60_000)
})

const line = fc.constantFrom(
  '# h',
  'text',
  '- item',
  '  - sub',
  '> quote',
  '```',
  '<!--',
  '-->',
  '<div>',
  '</div>',
  '',
  '',
  '',
  '    code',
  '[a]: b',
  '1. one',
  '|a|b|',
  '|-|-|',
  '$$',
)

it('any text has blocks in order that do not overlap, however it was parted', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(line, fc.boolean()), { maxLength: 25 }), (lines) => {
      const text = lines
        .map(([words, isLong]) => (isLong ? `${words} ${'word '.repeat(1500)}\n` : `${words}\n`))
        .join('')
      let at = 0
      for (const { start = -1, end = -1 } of blocksOf(text)) {
        expect(start).toBeGreaterThanOrEqual(at)
        expect(end).toBeGreaterThanOrEqual(start)
        expect(text.slice(at, start).trim()).toBe('')
        at = end
      }
      expect(at).toBeLessThanOrEqual(text.length)
      expect(text.slice(at).trim()).toBe('')
    }),
    { numRuns: 100 },
  )
}, 60_000)
