import { describe, expect, it } from 'vitest'
import type { IncomingPaper } from './group-entries.ts'
import { matchPapers } from './match-papers.ts'
import type { PaperFields, PresentPaper } from '#lib/readme/plan/present.ts'

type Given = { title: string; authors?: string[]; url?: string; arxiv?: string; year?: number }

const fields = ({ title, authors = [], url, arxiv, year }: Given): PaperFields => ({
  title,
  authors: authors.map((family) => ({ family })),
  authorsTruncated: false,
  venue: null,
  year: year ?? null,
  links: url ? [{ kind: 'paper', url, label: null }] : [],
  identifiers: arxiv ? [{ scheme: 'arxiv', value: arxiv }] : [],
})
const theirs = (given: Given): IncomingPaper => {
  const read = fields(given)
  return { ...read, url: given.url ?? null, note: null, entries: [], read, corrected: [] }
}
/** As imported at the place `at`; `now`: what the group made of it since. */
const ours = (given: Given, at: number, now: Partial<Given> = {}): PresentPaper => ({
  ...fields({ ...given, ...now }),
  id: given.title,
  version: 1,
  note: null,
  placements: [
    {
      id: `place of ${given.title}`,
      sectionId: 's',
      position: at,
      removalId: null,
      spanStart: at,
      spanEnd: at + 1,
      noteStart: null,
      noteEnd: null,
      imported: { ...fields(given), section: '["S"]' },
    },
  ],
})

const found = (incoming: Given[], present: PresentPaper[]) => {
  const given = incoming.map(theirs)
  const matches = matchPapers(given, present)
  return given.map((paper) => matches.get(paper)?.id ?? null)
}

const A = { title: 'Backpropagation and the brain', authors: ['Lillicrap', 'Hinton'], url: 'https://a.example/1' }
const B = { title: 'Deep learning for vision in primates', authors: ['Kar', 'DiCarlo'], url: 'https://a.example/2' }
const C = { title: 'The computational power of dendrites', authors: ['Poirazi'], url: 'https://a.example/3' }

describe('finding the list’s own paper', () => {
  it('goes by identifier, address or title, in any order of the file', () => {
    const present = [ours({ ...A, arxiv: '1' }, 0), ours(B, 1), ours(C, 2)]
    const incoming = [
      { ...C, url: 'https://elsewhere.example' },
      { title: 'Quite another title', url: B.url },
      { title: 'Renamed', arxiv: '1' },
    ]
    expect(found(incoming, present)).toEqual([C.title, B.title, A.title])
  })

  it('knows it by what the file called it, whatever the group made of it', () => {
    expect(
      found([{ ...A, url: 'https://b.example' }], [ours(A, 0, { title: 'Ours', url: 'https://c.example' })]),
    ).toEqual([A.title])
  })

  it('follows one that was retitled and moved to another address, by its words and authors', () => {
    const retitled = { ...A, title: 'Backpropagation, and the brain’s own way', url: 'https://b.example/9' }
    expect(found([B, C, retitled], [ours(A, 0), ours(B, 1), ours(C, 2)])).toEqual([B.title, C.title, A.title])
  })

  it('follows one of which only the authors stayed, by its place between neighbours', () => {
    const renamed = {
      title: 'Recurrence in the ventral stream',
      authors: ['Kar', 'DiCarlo'],
      url: 'https://b.example/9',
    }
    expect(found([A, renamed, C], [ours(A, 0), ours(B, 1), ours(C, 2)])).toEqual([A.title, B.title, C.title])
  })

  it('takes another paper at the same place for another paper', () => {
    const other = { title: 'Grid cells and navigation', authors: ['Moser'], url: 'https://b.example/9', year: 2018 }
    expect(found([A, other, C], [ours(A, 0), ours({ ...B, year: 2018 }, 1), ours(C, 2)])).toEqual([
      A.title,
      null,
      C.title,
    ])
  })

  it('keeps two papers of one group of authors apart where their identifiers do', () => {
    const first = { title: 'Scaling laws for language models', authors: ['Kaplan', 'McCandlish'], arxiv: '2001.08361' }
    const second = { title: 'Scaling laws for generative models', authors: ['Henighan', 'Kaplan'], arxiv: '2010.14701' }
    expect(found([first, second], [ours(first, 0)])).toEqual([first.title, null])
    expect(found([second], [ours(first, 0)])).toEqual([null])
  })

  it('gives no paper to two', () => {
    expect(found([A, { ...A, url: 'https://b.example' }], [ours(A, 0)])).toEqual([A.title, null])
  })

  it('comes to an end where the whole list changed', () => {
    const words = ['neural', 'network', 'model', 'of', 'the', 'brain', 'learning', 'deep']
    const many = (offset: number) =>
      Array.from({ length: 3000 }, (_, at) => ({
        title: `${words[at % 8]} ${words[(at * 3) % 8]} ${words[(at * 5) % 8]} study ${at + offset}`,
        authors: [`Author${at % 50}`],
        url: `https://x.example/${at + offset}`,
      }))
    const present = many(0).map((given, at) => ours(given, at))
    found([A, ...many(10_000)], [ours(A, -1), ...present])
    // Comparing each with each would take minutes: the time limit of the test is what sees it.
  }, 20_000)
})
