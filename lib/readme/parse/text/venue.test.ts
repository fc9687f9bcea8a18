import { describe, expect, it } from 'vitest'
import { namesOnlyVenue, readVenueTag } from './venue-tag.ts'
import { readVenue } from './venue.ts'

const read = (text: string) => {
  const { venue, year } = readVenue(text)
  return [venue, year?.year ?? null]
}

describe('where and when a paper came out', () => {
  it.each([
    ['ICLR (2022)', 'ICLR', 2022],
    ['Nature, 2021.', 'Nature', 2021],
    ['arXiv (NAACL 2025)', 'NAACL', 2025],
    ["CVPR'23 Oral", 'CVPR', 2023],
    ['CVPR2022 Oral', 'CVPR', 2022],
    ['NeurIPS’23', 'NeurIPS', 2023],
    ["CVPR' 14", 'CVPR', 2014],
    ['IVA ’20', 'IVA', 2020],
    ['ICLR24', 'ICLR', 2024],
    ['NIPS-18', 'NIPS', 2018],
    ['[2023/10]', null, 2023],
    ['(2023-03)', null, 2023],
    ['2022.4', null, 2022],
    ['20181106 arXiv', 'arXiv', 2018],
    ['12 May 2022', null, 2022],
    ['arXiv 2023.05', 'arXiv', 2023],
    ['arXiv, Dec 2023', 'arXiv', 2023],
    ['arXiv preprint arXiv:1603.03417(2016).', 'arXiv', 2016],
    ['CoRR abs/1610.04420 (2016)', 'CoRR', 2016],
    ['Front. Comput. Neurosci. (2020)', 'Front. Comput. Neurosci.', 2020],
    [', Nature Communications, (2019)', 'Nature Communications', 2019],
    ['Nature 518.7540 (2015): 529-533.', 'Nature', 2015],
    ['Neural computation 18.7 (2006): 1527-1554.', 'Neural computation', 2006],
    ['Journal of Vision 12(3):4, 2012', 'Journal of Vision', 2012],
    ['IEEE Trans. Pattern Anal. Mach. Intell., vol. 41, no. 2, 2019', 'IEEE Trans. Pattern Anal. Mach. Intell.', 2019],
    ['In: CVPR, pp. 1-9, 2016', 'CVPR', 2016],
    ['In Proceedings of ACL 2019', 'Proceedings of ACL', 2019],
    [
      'European Conference on Computer Vision. Springer International Publishing, 2016.',
      'European Conference on Computer Vision',
      2016,
    ],
    ['Accepted by NeurIPS 2023 (Spotlight)', 'NeurIPS', 2023],
    ['EMNLP Findings 2023', 'EMNLP Findings', 2023],
    ['ICLR 2023 Workshop', 'ICLR Workshop', 2023],
    ['ICML Workshop 2021', 'ICML Workshop', 2021],
    ['2022 ICLR', 'ICLR', 2022],
    ['3DV 2021', '3DV', 2021],
    ['Preprint 2023', 'Preprint', 2023],
    ['NIPS, 2015, arXiv preprint arXiv:1508.06615', 'NIPS', 2015],
    ['Oral', null, null],
    ['1905.01234', null, null],
    ['', null, null],
  ])('"%s" says %s, %s', (text, venue, year) => expect(read(text)).toEqual([venue, year]))

  it('stands where it says', () => {
    const text = "Accepted at ICLR'24 (Oral)"
    const { venueSpan, year } = readVenue(text)
    expect(venueSpan && text.slice(venueSpan.start, venueSpan.end)).toBe('ICLR')
    expect(year && text.slice(year.start, year.end)).toBe('24')
  })
})

describe('a marked text', () => {
  it.each([
    'ICLR 2024',
    "[CVPR'23 Oral]",
    '(2023-03)',
    'NeurIPS D&B Track 2023',
    'TPAMI',
    'Nature Communications, 2019',
  ])('"%s" may be the venue', (text) => expect(readVenueTag(text)).not.toBeNull())

  it.each([
    'Applause detection at scale (ICASSP 2018)',
    'A Review of Deep Learning',
    'The Nature of Learning',
    'Cell phones and other distractions',
    'Science of the tides',
    'Interactive visualisation',
    'GPT-4',
    '泛化的学习：CVPR',
  ])('"%s" is no venue', (text) => expect(namesOnlyVenue(text)).toBe(false))
})
