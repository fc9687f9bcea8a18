import { describe, expect, it } from 'vitest'
import { createShareSchema } from './schema.ts'

const form = (fields: Record<string, unknown>) => createShareSchema.safeParse({ list: 'reading', ...fields })
const problems = (fields: Record<string, unknown>) =>
  form(fields).error?.issues.map((issue) => issue.path.join('.')) ?? []

describe('the form for a new link', () => {
  it('takes a whole list without notes, without end, without password', () => {
    const sent = {
      scope: 'LIST',
      sectionId: 'left over',
      paperId: '',
      label: '',
      password: '',
      expiry: 'never',
      expiresOn: '',
    }
    expect(form(sent).data).toEqual({
      list: 'reading',
      scope: 'LIST',
      sectionId: null,
      paperId: null,
      includeNotes: false,
      includeComments: false,
      label: null,
      password: null,
      expiresAt: null,
    })
  })

  it('counts days from now, and a chosen day to its end', () => {
    const week = form({ scope: 'LIST', expiry: '7d' }).data?.expiresAt
    expect(Math.round(((week?.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(7)
    const day = form({ scope: 'LIST', expiry: 'date', expiresOn: '2999-02-03', includeNotes: 'on' }).data
    expect(day).toMatchObject({ includeNotes: true, expiresAt: new Date('2999-02-03T23:59:59.999Z') })
  })

  it('includes comments only together with the notes', () => {
    expect(form({ scope: 'LIST', includeNotes: 'on', includeComments: 'on' }).data).toMatchObject({
      includeComments: true,
    })
    expect(form({ scope: 'LIST', includeNotes: 'on' }).data).toMatchObject({ includeComments: false })
    expect(form({ scope: 'LIST', includeComments: 'on' }).data).toMatchObject({ includeComments: false })
  })

  it('says what is missing', () => {
    expect(problems({})).toEqual(['scope'])
    expect(problems({ scope: 'SECTION', sectionId: '' })).toEqual(['sectionId'])
    expect(problems({ scope: 'PAPER' })).toEqual(['paperId'])
    expect(problems({ scope: 'LIST', password: 'short' })).toEqual(['password'])
    expect(problems({ scope: 'LIST', expiry: 'date' })).toEqual(['expiresOn'])
    expect(problems({ scope: 'LIST', expiry: 'date', expiresOn: '2020-01-01' })).toEqual(['expiresOn'])
  })
})
