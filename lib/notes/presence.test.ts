import { describe, expect, it } from 'vitest'
import { ownState, presenceUser } from './presence.ts'

const emmy = presenceUser({ id: 'u1', name: 'Emmy' })

describe('who is there', () => {
  it('looks the same wherever they are', () => {
    expect(presenceUser({ id: 'u1', name: 'Emmy' })).toEqual(emmy)
    expect(presenceUser({ id: 'u2', name: null })).toMatchObject({ name: 'Somebody' })
    expect(presenceUser({ id: 'u2', name: null }).color).not.toBe(emmy.color)
  })

  it('is what the server says, not what the browser claims', () => {
    const claimed = { cursor: { head: 3 }, user: { id: 'u9', name: 'The admin' } }
    expect(ownState(claimed, emmy)).toEqual({ cursor: { head: 3 }, user: emmy })
  })

  it('is nothing that could not be a cursor', () => {
    expect(ownState('Emmy', emmy)).toBeNull()
    expect(ownState([1], emmy)).toBeNull()
    expect(ownState({ cursor: 'x'.repeat(3_000) }, emmy)).toBeNull()
  })
})
