import { expect, it } from 'vitest'
import { mentionedMembers, withMentionMarks } from './mentions.ts'

const people = [{ name: 'Emmy Noether' }, { name: 'Alan' }, { name: null }]

it('people are called by their names, whatever the case, each once', () => {
  expect(mentionedMembers('See @[emmy noether] and @[Emmy Noether], not @[Nobody]', people)).toEqual([people[0]])
  expect(mentionedMembers('mail a@alan.org, @Alan', people)).toEqual([])
})

it('a name never becomes markup', () => {
  expect(withMentionMarks('@[a*b<i>]')).toBe('**@a\\*b\\<i\\>**')
})
