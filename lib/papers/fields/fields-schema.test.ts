import { describe, expect, it } from 'vitest'
import { paperFieldsSchema, rowsFromColumns } from './fields-schema.ts'

function problems(typed: Record<string, unknown>): string[] {
  const parsed = paperFieldsSchema.safeParse({ title: 'A title', ...typed })
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'))
}

describe('what people type about a paper', () => {
  it('may leave out everything but the title', () => {
    expect(paperFieldsSchema.parse({ title: ' A  title ' })).toEqual({
      title: 'A title',
      authors: '',
      venue: null,
      year: null,
      abstract: null,
      arxiv: null,
      doi: null,
      links: [],
    })
    expect(problems({ title: '  ' })).toEqual(['title'])
  })

  it.each(['2022.5', '999', '2101', 'soon'])('does not take %s for a year', (year) => {
    expect(problems({ year })).toEqual(['year'])
  })

  it('takes identifiers as people paste them', () => {
    const typed = { title: 'T', arxiv: 'https://arxiv.org/pdf/2109.01652v5', doi: 'https://doi.org/10.1000/182' }
    expect(paperFieldsSchema.parse(typed)).toMatchObject({ arxiv: '2109.01652', doi: '10.1000/182' })
    expect(problems({ arxiv: 'https://example.org', doi: 'x' })).toEqual(['arxiv', 'doi'])
  })

  it('refuses an address that is none, in the row where it stands', () => {
    const row = (url: string) => ({ kind: 'code', url, label: '' })
    expect(problems({ links: [row(''), row('javascript:alert(1)'), row('https://ok.org')] })).toEqual(['links.1.url'])
  })

  it('comes from a form as columns', () => {
    const form = { title: 'T', linkKind: ['code', 'pdf'], linkUrl: ['https://a.org', ''], linkLabel: ['x', ''] }
    expect(paperFieldsSchema.parse(rowsFromColumns(form)).links).toEqual([
      { kind: 'code', url: 'https://a.org', label: 'x' },
    ])
  })
})
