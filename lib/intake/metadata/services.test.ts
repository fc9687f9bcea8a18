import { describe, expect, it } from 'vitest'
import { arxiv } from './arxiv.ts'
import { readRateLimit, readRetryAfter } from './ask.ts'
import { crossref } from './crossref.ts'
import { openalex } from './openalex.ts'
import { arxivError, arxivReply, crossrefReply, crossrefWork, openalexReply, openalexWork } from './replies.fixture.ts'
import { RefusedRequest, UnreadableReply } from './service.ts'
import { textOfMarkup } from './xml.ts'

describe('arXiv', () => {
  it('is read entry by entry, under the id without its version', () => {
    const reply = arxivReply([
      {
        id: '1706.03762v7',
        title: 'Attention Is\n  All You Need & <more>',
        authors: ['Ashish Vaswani', 'Aäron van den Oord'],
        summary: '  The dominant\nmodels with $x < y$. ',
        doi: '10.1145/3292500.3330701',
      },
      { id: 'hep-ex/0307015v1', title: 'Multi-Electron Production', published: '2003-07-07T13:46:39Z' },
      { id: '9912.00001' },
    ])
    const answers = arxiv.read(reply)
    expect([...answers.keys()]).toEqual(['1706.03762', 'hep-ex/0307015'])
    expect(answers.get('1706.03762')).toEqual({
      title: 'Attention Is All You Need & <more>',
      authors: [
        { family: 'Vaswani', given: 'Ashish' },
        { family: 'van den Oord', given: 'Aäron' },
      ],
      authorsTruncated: false,
      venue: null,
      year: 2017,
      abstract: 'The dominant models with $x < y$.',
      doi: '10.1145/3292500.3330701',
    })
    expect(answers.get('hep-ex/0307015')).toMatchObject({ year: 2003, authors: [], abstract: null, doi: null })
  })

  it('says nothing about ids that do not exist, refuses malformed ones, and is unreadable when cut off', () => {
    expect(arxiv.read(arxivReply([])).size).toBe(0)
    expect(() => arxiv.read(arxivError)).toThrow(RefusedRequest)
    const whole = arxivReply([{ id: '1706.03762v7', title: 'Attention' }])
    for (const reply of ['', 'Rate exceeded.', '<html><body>Sorry</body></html>', whole.slice(0, 900)]) {
      expect(() => arxiv.read(reply)).toThrow(UnreadableReply)
    }
  })

  it('is asked for as many results as there are ids', () => {
    expect(arxiv.address(['1706.03762', 'hep-ex/0307015'])).toBe(
      'https://export.arxiv.org/api/query?id_list=1706.03762,hep-ex/0307015&start=0&max_results=2',
    )
  })
})

describe('Crossref', () => {
  it('is read work by work, without markup; works it gets wrong are left out', () => {
    const answers = crossref.read(crossrefReply([crossrefWork, { title: ['no DOI'] }, { DOI: '10.1/a', author: 'x' }]))
    expect(answers.get('10.1038/nature14539')).toEqual({
      title: 'Deep learning & more',
      authors: [
        { family: 'LeCun', given: 'Yann' },
        { family: 'van Beethoven', given: 'Ludwig' },
        { family: 'The Example Collaboration' },
      ],
      authorsTruncated: false,
      venue: 'Nature',
      year: 2015,
      abstract: 'Deep learning allows models < 10 layers.\n\nSecond.',
      doi: '10.1038/nature14539',
    })
    expect(answers.get('10.1/a')).toMatchObject({ title: null, authors: [], year: null, venue: null, abstract: null })
    expect(answers.size).toBe(2)
    expect(() => crossref.read('{"message": {}}')).toThrow(UnreadableReply)
    expect(() => crossref.read('Resource not found.')).toThrow(UnreadableReply)
  })

  it('is asked by DOI, ACL’s own included, but not by one that its filter cannot hold', () => {
    expect(crossref.keyOf([{ scheme: 'acl', value: 'P19-1001' }])).toBe('10.18653/v1/p19-1001')
    expect(crossref.keyOf([{ scheme: 'doi', value: '10.1/a,b' }])).toBeNull()
    expect(crossref.keyOf([{ scheme: 'arxiv', value: '1706.03762' }])).toBeNull()
    const url = new URL(crossref.address(['10.1/a', '10.1/b']))
    expect(url.searchParams.get('filter')).toBe('doi:10.1/a,doi:10.1/b')
    expect(url.searchParams.get('rows')).toBe('2')
  })
})

describe('OpenAlex', () => {
  it('is read work by work, its abstract put together from its words', () => {
    const repository = { ...openalexWork, doi: 'https://doi.org/10.48550/arXiv.1706.03762' }
    const answers = openalex.read(
      openalexReply([
        openalexWork,
        {
          ...repository,
          primary_location: { source: { display_name: 'arXiv (Cornell University)', type: 'repository' } },
        },
        { doi: null },
      ]),
    )
    expect(answers.get('10.1038/nature14539')).toEqual({
      title: 'Deep learning',
      authors: [
        { family: 'LeCun', given: 'Yann' },
        { family: 'Hinton', given: 'Geoffrey E.' },
      ],
      authorsTruncated: true,
      venue: 'Nature',
      year: 2015,
      abstract: 'Deep learning again again',
      doi: '10.1038/nature14539',
    })
    expect(answers.get('10.48550/arxiv.1706.03762')).toMatchObject({ venue: null, doi: null })
    expect(answers.size).toBe(2)
    expect(() => openalex.read('{"error": "Invalid filter"}')).toThrow(UnreadableReply)
  })

  it('is asked for an arXiv paper by the DOI that arXiv registers', () => {
    expect(openalex.keyOf([{ scheme: 'arxiv', value: '1706.03762' }])).toBe('10.48550/arxiv.1706.03762')
    const url = new URL(openalex.address(['10.1/a', '10.1/b']))
    expect(url.searchParams.get('filter')).toBe('doi:10.1/a|10.1/b')
  })
})

describe('what services say of their pace', () => {
  it('is understood in each form', () => {
    const now = Date.parse('2026-01-01T00:00:00Z')
    expect(readRetryAfter('120', now)).toBe(120_000)
    expect(readRetryAfter('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30_000)
    expect(readRetryAfter('soon', now)).toBeNull()
    expect(readRetryAfter(null, now)).toBeNull()
    expect(readRateLimit('50', '1s')).toBe(20)
    expect(readRateLimit('1', '2s')).toBe(2_000)
    expect(readRateLimit(null, '1s')).toBeNull()
    expect(readRateLimit('0', '1s')).toBeNull()
  })
})

it('text with tags becomes words and paragraphs', () => {
  expect(textOfMarkup('<p>Abstract: We <b>show</b> a &lt; b.</p>')).toBe('We show a < b.')
  expect(textOfMarkup('plain words')).toBe('plain words')
})
