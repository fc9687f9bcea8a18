import { expect, it } from 'vitest'
import { mentionedNames } from '#lib/discussion/mentions.ts'
import { callAt, namesFor, withName } from './call-somebody.ts'

const names = ['Emmy Noether', 'Alan Turing', 'Émilie du Châtelet', 'Jean-Luc', 'Odd [name]']

it('a name is being typed from the sign at a word’s start to the cursor', () => {
  expect(callAt('See @em', 7)).toEqual({ from: 4, to: 7, typed: 'em' })
  expect(callAt('@', 1)).toEqual({ from: 0, to: 1, typed: '' })
  expect(callAt('See @[Emmy No', 13)).toMatchObject({ from: 4, typed: 'Emmy No' })
  expect(callAt('See @em and', 7)).toMatchObject({ typed: 'em' })
})

it('nobody is called by an address, or by a mention that is finished', () => {
  expect(callAt('emmy@example.org', 16)).toBeNull()
  expect(callAt('@[Emmy Noether] ', 16)).toBeNull()
  expect(callAt('no sign', 7)).toBeNull()
})

it('names are found by any of their words, without regard to case and accents', () => {
  expect(namesFor('em', names)).toEqual(['Émilie du Châtelet', 'Emmy Noether'])
  expect(namesFor('noe', names)).toEqual(['Emmy Noether'])
  expect(namesFor('emmy n', names)).toEqual(['Emmy Noether'])
  expect(namesFor('luc', names)).toEqual(['Jean-Luc'])
  expect(namesFor('chat', names)).toEqual(['Émilie du Châtelet'])
  expect(namesFor('zz', names)).toEqual([])
})

it('a name that would break its own marks is not offered', () => {
  expect(namesFor('', names)).not.toContain('Odd [name]')
  expect(namesFor('', names)).toHaveLength(4)
})

it('the chosen name stands where it was typed, as a mention that is understood', () => {
  const text = 'See @em, please'
  const call = callAt(text, 7)
  expect(call).not.toBeNull()
  if (!call) return
  const done = withName(text, call, 'Emmy Noether')
  expect(done).toEqual({ text: 'See @[Emmy Noether] , please', cursor: 20 })
  expect(mentionedNames(done.text)).toEqual(['Emmy Noether'])
})

it('a bracket that the editor or the person closed already is not closed twice', () => {
  expect(withName('@[em] so', { from: 0, to: 4, typed: 'em' }, 'Emmy').text).toBe('@[Emmy] so')
})
