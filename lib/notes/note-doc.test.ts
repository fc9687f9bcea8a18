import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyUpdates, clientsOf, editToText, isUpdate, lengthWith, noteText, stateOfText } from './note-doc.ts'
import { unjoinableUpdate } from './unjoinable.fixture.ts'

const docOf = (text: string) => {
  const doc = new Y.Doc()
  applyUpdates(doc, [stateOfText(text)])
  return doc
}

describe("a note's document", () => {
  it('begins with the text of the note', () => {
    expect(noteText(docOf('# Claim\n')).toString()).toBe('# Claim\n')
    expect(noteText(docOf('')).toString()).toBe('')
  })

  it('passes over an update that cannot be put together, and has all others', () => {
    const bad = unjoinableUpdate(1)
    expect(isUpdate(bad)).toBe(true)
    expect(() => Y.applyUpdate(new Y.Doc(), bad)).toThrow(TypeError)
    const doc = docOf('one')
    applyUpdates(doc, [bad, stateOfText(' two'), bad])
    expect(noteText(doc).toString()).toMatch(/^(one two| twoone)$/)
  })

  it('takes a whole new text as an edit that leaves alone what others write meanwhile', () => {
    const ours = docOf('one two three')
    const theirs = new Y.Doc()
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(ours))
    noteText(theirs).insert(0, 'zero ')
    const update = editToText(ours, 'one 2 three')
    Y.applyUpdate(theirs, update ?? new Uint8Array())
    expect(noteText(theirs).toString()).toBe('zero one 2 three')
    expect(editToText(ours, 'one 2 three')).toBeNull()
  })

  it('names the clients that wrote an update', () => {
    const doc = docOf('a')
    const update = editToText(doc, 'ab') ?? new Uint8Array()
    expect(clientsOf(update)).toEqual([doc.clientID])
    expect(clientsOf(editToText(doc, '') ?? new Uint8Array())).toEqual([])
  })

  it('knows an update from noise', () => {
    expect(isUpdate(stateOfText('x'))).toBe(true)
    expect(isUpdate(Uint8Array.of(9, 9, 9, 255))).toBe(false)
  })

  it('tells how long it would become', () => {
    const doc = docOf('12345')
    const other = docOf('')
    applyUpdates(other, [Y.encodeStateAsUpdate(doc)])
    const longer = editToText(other, '1234567') ?? new Uint8Array()
    expect(lengthWith(doc, longer)).toBe(7)
    expect(noteText(doc).length).toBe(5)
  })

  it('loads a log of many small updates in few transactions', () => {
    const writer = new Y.Doc()
    const log: Uint8Array[] = []
    writer.on('update', (update: Uint8Array) => log.push(update))
    for (let edit = 0; edit < 5_000; edit++) noteText(writer).insert((edit * 31) % (edit + 1), 'x')
    const doc = new Y.Doc()
    let transactions = 0
    doc.on('afterAllTransactions', () => (transactions += 1))
    applyUpdates(doc, log)
    expect(transactions).toBeLessThanOrEqual(5)
    expect(noteText(doc).length).toBe(5_000)
  })
})
