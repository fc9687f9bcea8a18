import { expect, it } from 'vitest'
import { SLUG, slugOf } from './slug.ts'

const free = () => false

it('a slug is the title in small letters', () => {
  expect(slugOf('Does ΔW have rank one?', free)).toBe('does-w-have-rank-one')
  expect(slugOf('Über-Gewichte: ein  Versuch!', free)).toBe('uber-gewichte-ein-versuch')
})

it('a slug begins with a letter, and is never a word of the addresses', () => {
  expect(slugOf('2nd trial', free)).toBe('nd-trial')
  expect(slugOf('注意', free)).toBe('experiment')
  expect(slugOf('New', free)).toBe('experiment-new')
  for (const title of ['2nd', '---', 'x'.repeat(200), 'Seed']) expect(slugOf(title, free)).toMatch(SLUG)
})

it('a taken slug gets a number', () => {
  const taken = new Set(['heads', 'heads-2'])
  expect(slugOf('Heads', (slug) => taken.has(slug))).toBe('heads-3')
})
