import { describe, expect, it } from 'vitest'
import { Passing } from './passing.ts'

const edit = new Uint8Array([1, 2, 3])

describe('an edit that was passed on', () => {
  it('is not sent again while everybody in the room has it', () => {
    const passing = new Passing()
    passing.add(edit, new Set(['writer', 'reader']))
    passing.begin('room', edit.subarray())
    expect(passing.isDone('room', edit, ['writer', 'reader'])).toBe(true)
    expect(passing.isDone('room', edit, ['writer'])).toBe(true)
    expect(passing.isDone('another room', edit, ['writer'])).toBe(false)
  })

  it('is sent to everybody where somebody came in before it was applied', () => {
    const passing = new Passing()
    passing.add(edit, new Set(['writer', 'reader']))
    passing.begin('room', edit.subarray())
    expect(passing.isDone('room', edit, ['writer', 'reader', 'newcomer'])).toBe(false)
  })

  it('is sent where applying it brought up more than itself', () => {
    const passing = new Passing()
    passing.add(edit, new Set(['writer', 'reader']))
    passing.begin('room', edit.subarray())
    expect(passing.isDone('room', new Uint8Array([1, 2, 3, 4]), ['writer', 'reader'])).toBe(false)
  })

  it('says nothing of the next one', () => {
    const passing = new Passing()
    passing.add(edit, new Set(['writer']))
    passing.begin('room', edit.subarray())
    passing.begin('room', new Uint8Array([4]))
    expect(passing.isDone('room', edit, ['writer'])).toBe(false)
  })
})

describe('an edit that is not passed on', () => {
  it('is overtaken by none until Hocuspocus has come to it', () => {
    const passing = new Passing()
    passing.hold()
    expect(passing.isHeld).toBe(true)
    passing.begin('room', new Uint8Array([4]))
    expect(passing.isHeld).toBe(false)
  })
})
