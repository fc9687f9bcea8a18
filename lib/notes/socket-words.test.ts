import { describe, expect, it } from 'vitest'
import { encodeWord, readWord } from './socket-words.ts'

describe('the words of the socket', () => {
  it('are understood as they were meant', () => {
    for (const word of [{ kind: 'fence', n: 3 }, { kind: 'refused', n: 0 }, { kind: 'stalled' }] as const)
      expect(readWord(encodeWord(word))).toEqual(word)
  })

  it('are nothing else', () => {
    const noise = ['', 'x', 'null', '3', '{}', '{"kind":"fence"}', '{"kind":"fence","n":"1"}', '{"kind":"drop"}']
    for (const payload of [...noise, `{"kind":"fence","n":1,"x":"${'y'.repeat(200)}"}`])
      expect(readWord(payload), payload).toBeNull()
  })
})
