import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatInParts, formatNote } from './format-note.ts'
import { BlockRenderer } from './render-blocks.ts'
import { splitBlocks } from './split-blocks.ts'

const squeeze = (html: string) => html.replace(/\s*\n\s*/g, '\n').trim()
const inBlocks = (text: string) =>
  new BlockRenderer()
    .render(text)
    .blocks.map(({ html }) => html)
    .join('\n')

const PIECES = [
  '# A title',
  '## Deeper\n\n#### Much deeper',
  'A paragraph with $x^2$ and **bold**.',
  '$$\n\\int_0^1 x\n\n\\, dx\n$$',
  '- one\n\n- two\n\n  still two\n- three',
  '1. first\n2. second',
  '> quoted\n\n> again',
  '```js\nconst a = 1\n\n\nconst b = 2\n```',
  '<details><summary>More</summary>\n\nHidden *text*\n\n- a\n\n</details>',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  'See [there][place] and [here](https://example.org).',
  '[place]: https://example.org/place',
  '<!-- a comment\n\nover lines -->',
  '    indented code\n\n    goes on',
  'Setext\n======',
  '- [ ] a task\n- [x] done',
  '***',
]

describe('a text rendered block by block', () => {
  it('is what it is as a whole, for the notes of the first list', () => {
    const readme = readFileSync(new URL('../../prisma/seed/README.md', import.meta.url), 'utf8')
    for (const [, note = ''] of readme.matchAll(/<details>([\s\S]*?)<\/details>/g))
      expect(squeeze(inBlocks(note))).toBe(squeeze(formatNote(note).html))
  })

  it('is what it is as a whole, whatever stands beside what', () => {
    const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('\n\n'))
    fc.assert(
      fc.property(texts, (text) => {
        expect(squeeze(inBlocks(text))).toBe(squeeze(formatNote(text).html))
      }),
      { numRuns: 150 },
    )
  })

  it('keeps footnotes together with what refers to them', () => {
    const text = 'One[^1].\n\nTwo[^2].\n\n[^1]: First.\n[^2]: Second.'
    expect(squeeze(inBlocks(text))).toBe(squeeze(formatNote(text).html))
  })

  it('with footnotes is drawn in parts, of which an edit changes the one it is in', () => {
    const text = (word: string) =>
      `# A\n\nOne[^1] is ${word}.\n\n$$\nx\n$$\n\n- [ ] do\n- [x] done\n\n<b>Bold</b> and plain\n\n[^1]: First.\n\n    More.`
    const renderer = new BlockRenderer()
    const before = renderer.render(text('here')).blocks
    expect(before.map(({ html }) => html).join('')).toBe(formatNote(text('here')).html)
    expect(before.map(({ source, line, endLine }) => [source, line, endLine])).toEqual([
      ['# A', 0, 0],
      ['One[^1] is here.', 2, 2],
      ['$$\nx\n$$', 4, 6],
      ['- [ ] do\n- [x] done', 8, 9],
      ['<b>Bold</b> and plain', 11, 11],
      ['[^1]: First.\n\n    More.', 13, 15],
    ])
    const after = renderer.render(text('there')).blocks
    expect(after.flatMap(({ key }, index) => (key === before[index]?.key ? [] : index))).toEqual([1])
  })

  it('with footnotes is what it is as a whole, whatever stands beside what', () => {
    const pieces = [...PIECES, '[^n]: A note.', 'See[^n].', '<b>b</b> c', 'a <i>d', '</i>', '<div>', '</div>']
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((some) => some.join('\n\n'))
    fc.assert(
      fc.property(texts, (text) => {
        const { parts } = formatInParts(text)
        expect(parts.map(({ html }) => html).join('')).toBe(formatNote(text).html.replace(/^\n+/, ''))
        expect(parts.every(({ line, endLine }) => line <= endLine && endLine < text.split('\n').length)).toBe(true)
        expect(parts.every(({ line }, index) => line >= (parts[index - 1]?.line ?? 0))).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('is refused for what its blocks ask together, and is taken again when that is less', () => {
    const renderer = new BlockRenderer()
    const brackets = (count: number) => 'Some [brackets] here.\n\n'.repeat(count)
    expect(renderer.render(brackets(2_999)).blocks).toHaveLength(2_999)
    const { blocks } = renderer.render(brackets(3_001))
    expect(blocks).toHaveLength(1)
    expect(blocks[0]?.html).toBe(formatNote(brackets(3_001)).html)
    expect(blocks[0]?.html).toContain('It holds too many brackets.')
    expect(renderer.render(brackets(3_000)).blocks).toHaveLength(3_000)
  }, 60_000)

  it('keeps the key of every block that did not change', () => {
    const renderer = new BlockRenderer()
    const before = renderer.render('One.\n\nTwo.\n\nThree.\n\nTwo.').blocks.map(({ key }) => key)
    const after = renderer.render('One.\n\nTwo, changed.\n\nThree.\n\nTwo.').blocks.map(({ key }) => key)
    expect(before).toHaveLength(4)
    expect(new Set(before).size).toBe(4)
    expect([after[0], after[2]]).toEqual([before[0], before[2]])
  })

  it('knows its tasks by their lines: what looks like one in code, comments and words is none', () => {
    const tasks = (text: string) =>
      new BlockRenderer().render(text).blocks.map(({ line, tasks: own }) => own.map((task) => line + task))
    expect(tasks('A\n\n- [ ] a\n  - [x] b\n- c\n\n> 1. [X] d\n\ntext [ ]')).toEqual([[], [2, 3], [6], []])
    expect(tasks('> ```\n> - [ ] code\n> ```\n- [ ] real')).toEqual([[3]])
    expect(tasks('<!--\n- [ ] hidden\n-->\n- [ ] shown')).toEqual([[3]])
    expect(tasks('Options:\n2. [ ] words\n- [ ] task')).toEqual([[2]])
    expect(tasks('- [ ] a <input type="checkbox">\n- [ ] b')).toEqual([[0, 1]])
    expect(tasks('# A[^1]\n\n- [ ] a\n- [x] b\n\n[^1]: First.')).toEqual([[], [2, 3], []])
  })

  it('knows the lines that each block comes from', () => {
    expect(splitBlocks('# T\n\ntext\nmore\n\n- a').map(({ line, endLine }) => [line, endLine])).toEqual([
      [0, 1],
      [2, 4],
      [5, 5],
    ])
  })
})

it('when pictures and citations lead elsewhere, only blocks that name some are rendered anew', () => {
  const renderer = new BlockRenderer()
  const text = 'Plain.\n\nAs in [@arxiv:1].\n\nPlain too.'
  const before = renderer.render(text).blocks
  renderer.resolveWith({ resolveCitation: () => ({ href: '/l/a/p/b', title: 'Cited', detail: '' }) })
  const after = renderer.render(text).blocks
  expect(after.map(({ key }, index) => key === before[index]?.key)).toEqual([true, false, true])
  expect(after[1]?.html).toContain('href="/l/a/p/b"')
})
