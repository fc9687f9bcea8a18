import { describe, expect, it } from 'vitest'
import { paperOfRoom, roomName } from './room-name.ts'

describe("a room's name", () => {
  it('leads back to the paper', () => {
    expect(paperOfRoom(roomName('a_B-9'))).toBe('a_B-9')
  })

  it('is nothing else', () => {
    for (const name of ['', 'note:', 'paper:a', 'note:a b', 'note:a\0b', `note:${'a'.repeat(65)}`])
      expect(paperOfRoom(name), name).toBeNull()
  })
})
