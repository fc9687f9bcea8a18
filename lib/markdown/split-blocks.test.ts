import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitAgain, splitBlocks } from './split-blocks.ts'

const PIECES = [
  'a\n',
  '\n',
  '- b\n',
  '  c\n',
  '```\n',
  '$$\n',
  '<div>\n',
  '</div>\n',
  '> q\n',
  '# h\n',
  'x',
  ' ',
  '1. d\n',
  '<!--',
  '-->',
]
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(''))
const edits = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), text), { maxLength: 6 })

it('after an edit the blocks are what they are when all is cut anew', () => {
  fc.assert(
    fc.property(text, edits, (start, all) => {
      let before = { text: start, blocks: splitBlocks(start) }
      for (const [place, removed, insert] of all) {
        const at = place % (before.text.length + 1)
        const next = before.text.slice(0, at) + insert + before.text.slice(at + removed)
        const blocks = splitAgain(before, next)
        expect(blocks).toEqual(splitBlocks(next))
        before = { text: next, blocks }
      }
    }),
    { numRuns: 2000 },
  )
})

it('each block says where it stands', () => {
  const text = '\n\n# One\n\ntwo\nlines\n\n- three\n\n- four\n'
  for (const block of splitBlocks(text)) {
    expect(text.slice(block.at, block.at + block.text.length)).toBe(block.text)
    expect(
      text
        .split('\n')
        .slice(block.line, block.endLine + 1)
        .join('\n'),
    ).toBe(block.text)
  }
})
