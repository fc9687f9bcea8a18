import { describe, expect, it } from 'vitest'
import { readDocument } from '#lib/readme/parse/read-document.ts'

const read = (text: string) => readDocument(text).entries.map(({ venue, year }) => [venue, year])
const item = (tail: string) =>
  `- [A title of several words](https://arxiv.org/abs/2109.01652), Ada Lovelace, Charles Babbage${tail}\n`

describe('a heading that says when or where', () => {
  it('says it of the papers below that do not say it themselves', () => {
    expect(read(`# L\n\n## Papers\n\n### 2019\n\n${item('')}${item('. ICML')}\n### CVPR 2022\n\n${item('')}`)).toEqual([
      [null, 2019],
      ['ICML', 2019],
      ['CVPR', 2022],
    ])
  })

  it('does not overrule a paper', () => {
    expect(read(`# L\n\n## CVPR 2022\n\n${item('. ICLR 2021')}${item(', 2020')}`)).toEqual([
      ['ICLR', 2021],
      [null, 2020],
    ])
  })

  it('is no heading of a topic', () => {
    expect(read(`# L\n\n## Nature and science\n\n${item('')}\n## Learning in 2022 and beyond\n\n${item('')}`)).toEqual([
      [null, null],
      [null, null],
    ])
  })
})
