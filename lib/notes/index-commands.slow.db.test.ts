import { expect, it } from 'vitest'
import { prisma } from '#prisma/client.ts'
import { MAX_NOTE_LENGTH } from './schema.ts'

it('whatever words a note is made of, it can be indexed', async () => {
  const letters = { ascii: [97, 26], cyrillic: [0x430, 32], chinese: [0x4e00, 20_000], rare: [0x20000, 40_000] }
  const shapes = [
    (word: () => string) => `${word()}-${word()}`,
    (word: () => string) => `${word()}-${word()}-${word()}`,
    (word: () => string) => `${word()}.${word()}/${word()}`,
    (word: () => string) => `${word()}@${word()}.${word()}`,
    (word: () => string) => word(),
  ]
  let seed = 1
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
  for (const [first, count] of Object.values(letters)) {
    for (const size of [1, 2, 3, 10]) {
      const word = () => String.fromCodePoint(...Array.from({ length: size }, () => (first ?? 0) + random(count ?? 1)))
      for (const shape of shapes) {
        const words: string[] = []
        for (let length = 0; length < MAX_NOTE_LENGTH; length += words.at(-1)?.length ?? 0)
          words.push(`${shape(word)} `)
        const text = words.join('').slice(0, MAX_NOTE_LENGTH)
        const [row] = await prisma().$queryRaw<{ words: number }[]>`select length(note_search(${text})) as "words"`
        expect(row?.words).toBeGreaterThan(0)
      }
    }
  }
})
