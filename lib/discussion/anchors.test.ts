import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyUpdates, noteText, stateOfText } from '#lib/notes/note-doc.ts'
import { anchorAt, anchoredRange, passageRange } from './anchors.ts'

function note(text: string) {
  const doc = new Y.Doc()
  applyUpdates(doc, [stateOfText(text)])
  return doc
}

const shown = (doc: Y.Doc, anchor: ReturnType<typeof anchorAt>) => {
  const range = anchoredRange(doc, anchor)
  return range && noteText(doc).toString().slice(range.from, range.to)
}

it('a passage stays the same passage while others write before, after, at its edges and within', () => {
  const doc = note('We show that the loss falls.')
  const anchor = anchorAt(doc, 13, 21)
  expect(shown(doc, anchor)).toBe('the loss')
  noteText(doc).insert(0, 'First. ')
  noteText(doc).insert(20, '>')
  noteText(doc).insert(29, '<')
  expect(shown(doc, anchor)).toBe('the loss')
  noteText(doc).insert(25, 'training ')
  expect(shown(doc, anchor)).toBe('the training loss')
})

it('a passage that was deleted is gone, and its anchor says so', () => {
  const doc = note('We show that the loss falls.')
  const anchor = anchorAt(doc, 13, 21)
  noteText(doc).delete(10, 15)
  expect(anchoredRange(doc, anchor)).toBeNull()
})

it('an anchor of another document, or of none, leads nowhere', () => {
  const anchor = anchorAt(note('one text'), 0, 3)
  expect(anchoredRange(note('another'), anchor)).toBeNull()
  expect(anchoredRange(note('x'), { start: 'AAAA', end: '!!' })).toBeNull()
})

it('a passage that was cut and comes back, here or elsewhere, is found by its words, if they leave no doubt', () => {
  const doc = note('We show that the loss falls. So it is.')
  const anchor = anchorAt(doc, 8, 27)
  const quote = 'that the loss falls'
  const found = () => {
    const range = passageRange(doc, anchor, quote)
    return range && noteText(doc).toString().slice(range.from, range.to)
  }
  noteText(doc).delete(7, 20)
  expect(found()).toBeNull()
  noteText(doc).insert(0, `${quote}. `)
  expect(found()).toBe(quote)
  noteText(doc).insert(0, `${quote}. `)
  expect(found()).toBeNull()
  const short = anchorAt(doc, 0, 4)
  noteText(doc).delete(0, 4)
  noteText(doc).insert(10, 'zyxw')
  expect(passageRange(doc, short, 'zyxw')).toBeNull()
})
