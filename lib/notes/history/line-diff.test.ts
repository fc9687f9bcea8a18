import { expect, it } from 'vitest'
import { type DiffLine, lineDiff } from './line-diff.ts'

const shown = (lines: DiffLine[]) =>
  lines.map((line) =>
    line.kind === 'gap'
      ? `… ${line.lines}`
      : `${{ same: ' ', added: '+', removed: '-' }[line.kind]}${line.parts.map(({ text, changed }) => (changed ? `«${text}»` : text)).join('')}`,
  )

it('a changed line is shown in both wordings, with the words that differ', () => {
  expect(shown(lineDiff('one\nthe loss falls slowly here\nthree', 'one\nthe loss falls quickly here\nthree'))).toEqual([
    ' one',
    '-the loss falls «slowly» here',
    '+the loss falls «quickly» here',
    ' three',
  ])
})

it('what stays the same is left out but for the lines around a change', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`)
  const after = [...lines.slice(0, 10), 'new', ...lines.slice(10)]
  expect(shown(lineDiff(lines.join('\n'), after.join('\n')))).toEqual([
    '… 7',
    ' line 7',
    ' line 8',
    ' line 9',
    '+new',
    ' line 10',
    ' line 11',
    ' line 12',
    '… 7',
  ])
})

it('equal texts have no difference, and lines know their numbers on each side', () => {
  expect(lineDiff('a', 'a')).toEqual([])
  expect(lineDiff('a\nb', 'a')).toMatchObject([
    { before: 1, after: 1 },
    { kind: 'removed', before: 2, after: null },
  ])
})

it('beside the empty text every line is new, and none is gone', () => {
  expect(lineDiff('', 'one\ntwo').map((line) => line.kind)).toEqual(['added', 'added'])
  expect(lineDiff('one', '').map((line) => line.kind)).toEqual(['removed'])
})
