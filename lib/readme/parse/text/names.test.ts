import { describe, expect, it } from 'vitest'
import { authorsText } from '#lib/papers/fields/authors.ts'
import { findNames, readNames } from './names.ts'
import { soundsLikeVenue } from './venue-names.ts'
import { findYears } from './years.ts'

const isRest = (text: string) => findYears(text).length > 0 || soundsLikeVenue(text)
const find = (text: string) => {
  const found = findNames(text, isRest)
  return found && [authorsText(found.names.authors) + (found.names.truncated ? ' …' : ''), text.slice(found.span.end)]
}

describe('names at the beginning of a text', () => {
  it.each([
    [', Ada Lovelace and Charles Babbage, NeurIPS 2020', 'Lovelace, Ada; Babbage, Charles', ', NeurIPS 2020'],
    ['Chen et al., Arxiv 2021', 'Chen …', ', Arxiv 2021'],
    ['Michael Lewis et al.arXiv.', 'Lewis, Michael …', 'arXiv.'],
    ['Ada Lovelace, Charles Babbage. Nature, 2019.', 'Lovelace, Ada; Babbage, Charles', '. Nature, 2019.'],
    ['by Dana Bone.', 'Bone, Dana', '.'],
    ['A. One, B. C. Two 2015', 'One, A.; Two, B. C.', ' 2015'],
    ['Ada Lovelace NeurIPS 2021', 'Lovelace, Ada', ' NeurIPS 2021'],
    ['Zijian Zhang, Luping Liu. Zhijie Lin, Yichen Zhu', 'Zhang, Zijian; Liu, Luping; Lin, Zhijie; Zhu, Yichen', ''],
    ['Dong In Kim, To Eun Kim, An Wang', 'Kim, Dong In; Kim, To Eun; Wang, An', ''],
    ['Wurm, Peter W and Erde, Jessica B and others.', 'Wurm, Peter W; Erde, Jessica B …', ''],
    ['李明、王芳，ACL 2022', '李明; 王芳', '，ACL 2022'],
  ])('"%s"', (text, names, rest) => expect(find(text)).toEqual([names, rest]))

  it.each([
    'A tool for printing tides',
    'High-Precision Model-Agnostic Explanations',
    'Nature, 2019',
    'the authors of this list',
    '2019',
    '',
  ])('are not found in "%s"', (text) => expect(find(text)).toBeNull())
})

describe('a line of names', () => {
  it('may hold a name in small letters or one that is a word, among many', () => {
    expect(readNames('Tao Yang, Peiran Ren, Xuansong xie, Lei Zhang')?.authors).toHaveLength(4)
    expect(readNames('Chen Change Loy, Yew Soon Ong, Ziwei Liu')?.authors).toHaveLength(3)
  })

  it('is no line of words', () => {
    expect(readNames('Deep Learning, Neural Networks')).toBeNull()
    expect(readNames('Code and Data')).toBeNull()
  })
})
