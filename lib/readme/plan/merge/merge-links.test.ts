import { describe, expect, it } from 'vitest'
import type { PaperLink } from '#lib/papers/schema.ts'
import { mergeLinks } from './merge-links.ts'

const link = (url: string, kind: PaperLink['kind'] = 'paper', label: string | null = null): PaperLink => ({
  kind,
  url,
  label,
})
const abs = link('https://arxiv.org/abs/1')
const pdf = link('https://arxiv.org/pdf/1', 'pdf')
const code = link('https://github.com/a/b', 'code')
const video = link('https://videos.example/1', 'video')

describe('links that both sides may have changed', () => {
  it('has the link that we added beside the one that the file exchanged', () => {
    expect(mergeLinks([abs], [abs, code], [pdf])).toEqual({ outcome: 'theirs', value: [pdf, code] })
  })

  it('has both sides’ new links, and none that either took away', () => {
    expect(mergeLinks([abs, code], [abs, video], [abs, pdf, code])).toEqual({
      outcome: 'theirs',
      value: [abs, pdf, video],
    })
  })

  it('keeps ours where both exchanged the same link', () => {
    const ours = [link('https://ours.example/1')]
    expect(mergeLinks([abs], ours, [link('https://theirs.example/1')])).toEqual({ outcome: 'conflict', value: ours })
  })

  it('keeps a link that we described and the file dropped', () => {
    const described = { ...code, label: 'ours' }
    expect(mergeLinks([abs, code], [abs, described], [abs])).toEqual({ outcome: 'ours', value: [abs, described] })
  })

  it('takes a new description that the file gives', () => {
    const described = { ...code, label: 'theirs' }
    expect(mergeLinks([abs, code], [abs, code, video], [abs, described])).toEqual({
      outcome: 'theirs',
      value: [abs, described, video],
    })
  })

  it('adds to links that were never imported, and takes none away', () => {
    expect(mergeLinks(undefined, [abs], [pdf])).toEqual({ outcome: 'theirs', value: [abs, pdf] })
    expect(mergeLinks(undefined, [abs, code], [abs])).toEqual({ outcome: 'ours', value: [abs, code] })
  })
})
