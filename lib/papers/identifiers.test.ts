import { describe, expect, it } from 'vitest'
import { identifierKey, identifierUrl, identify } from './identifiers.ts'

const key = (url: string) => {
  const identifier = identify(url)
  return identifier && identifierKey(identifier)
}

describe('naming a paper by its address', () => {
  it.each([
    ['https://arxiv.org/abs/2109.01652', 'arxiv:2109.01652'],
    ['https://arxiv.org/pdf/2109.01652', 'arxiv:2109.01652'],
    ['https://arxiv.org/pdf/2109.01652v5.pdf', 'arxiv:2109.01652'],
    ['http://www.arxiv.org/abs/2507.22229', 'arxiv:2507.22229'],
    ['https://arxiv.org/html/2312.11805v2#S3', 'arxiv:2312.11805'],
    ['https://export.arxiv.org/abs/0704.0001', 'arxiv:0704.0001'],
    ['https://arxiv.org/abs/math.GT/0309136v1', 'arxiv:math/0309136'],
    ['https://arxiv.org/pdf/hep-th/9901001.pdf', 'arxiv:hep-th/9901001'],
    ['arxiv.org/abs/1409.0473', 'arxiv:1409.0473'],
    ['arXiv:1409.0473v7', 'arxiv:1409.0473'],
    ['https://huggingface.co/papers/2307.09288', 'arxiv:2307.09288'],
    ['https://doi.org/10.48550/arXiv.1409.0473', 'arxiv:1409.0473'],
    ['https://doi.org/10.1016/S0896-6273(20)30468-2', 'doi:10.1016/s0896-6273(20)30468-2'],
    ['https://dl.acm.org/doi/abs/10.1145/3292500.3330701', 'doi:10.1145/3292500.3330701'],
    ['https://link.springer.com/article/10.1007/s11263-015-0816-y', 'doi:10.1007/s11263-015-0816-y'],
    ['https://www.frontiersin.org/articles/10.3389/fncom.2019.00071/full', 'doi:10.3389/fncom.2019.00071'],
    ['https://www.biorxiv.org/content/10.1101/2022.06.24.497562v1.full.pdf', 'doi:10.1101/2022.06.24.497562'],
    ['https://www.biorxiv.org/content/biorxiv/early/2018/06/05/133504.full.pdf', 'doi:10.1101/133504'],
    ['https://www.nature.com/articles/s41467-021-22559-5', 'doi:10.1038/s41467-021-22559-5'],
    ['https://www.nature.com/articles/nature14539.pdf', 'doi:10.1038/nature14539'],
    ['https://openreview.net/pdf?id=gEZrGCozdqR', 'openreview:gEZrGCozdqR'],
    ['https://openreview.net/forum?id=gEZrGCozdqR&noteId=x', 'openreview:gEZrGCozdqR'],
    ['https://www.aclweb.org/anthology/P19-1001.pdf', 'acl:P19-1001'],
    ['https://aclanthology.org/2020.acl-main.703/', 'acl:2020.acl-main.703'],
    ['https://doi.org/10.18653/v1/2020.acl-main.703', 'acl:2020.acl-main.703'],
    ['https://proceedings.mlr.press/v139/radford21a/radford21a.pdf', 'pmlr:v139/radford21a'],
    ['http://proceedings.mlr.press/v37/ioffe15.html', 'pmlr:v37/ioffe15'],
    [
      'https://openaccess.thecvf.com/content_cvpr_2016/papers/He_Deep_Residual_Learning_CVPR_2016_paper.pdf',
      'cvf:He_Deep_Residual_Learning_CVPR_2016',
    ],
    [
      'https://proceedings.neurips.cc/paper_files/paper/2024/file/370df50ccfdf8bde18f8f9c2d9151bda-Paper-Datasets_and_Benchmarks_Track.pdf',
      'neurips:2024/370df50ccfdf8bde18f8f9c2d9151bda',
    ],
    [
      'https://papers.nips.cc/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html',
      'neurips:2017/3f5ee243547dee91fbd053c1c4a845aa',
    ],
    ['https://papers.nips.cc/paper/9191-a-unified-theory.pdf', 'neurips:9191'],
    ['https://pubmed.ncbi.nlm.nih.gov/31341234/', 'pubmed:31341234'],
    ['https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6334345/', 'pubmed:PMC6334345'],
    [
      'https://www.semanticscholar.org/paper/Attention/204e3073870fae3d05bcbc2f6a8e263d9b72e776',
      's2:204e3073870fae3d05bcbc2f6a8e263d9b72e776',
    ],
    ['https://github.com/Google-Research/FLAN/tree/main/flan', 'github:google-research/flan'],
    ['https://github.com/google-research/flan.git', 'github:google-research/flan'],
  ])('%s is %s', (url, expected) => expect(key(url)).toBe(expected))

  it.each([
    'https://arxiv.org/list/cs.LG/recent',
    'https://openreview.net/group?id=ICLR.cc',
    'https://github.com/topics/llm',
    'https://example.org/a-post',
    'mailto:a@example.org',
    './assets/fsdp.png',
    '',
    'https://%zz',
    'https://arxiv.org/abs/%E0%A4%A',
  ])('"%s" names no paper', (url) => expect(identify(url)).toBeNull())

  it('leads from an identifier to an address that names the same paper', () => {
    for (const url of [
      'https://arxiv.org/pdf/2109.01652v5.pdf',
      'https://doi.org/10.1016/S0896-6273(20)30468-2',
      'https://openreview.net/pdf?id=gEZrGCozdqR',
      'https://www.aclweb.org/anthology/P19-1001.pdf',
      'http://proceedings.mlr.press/v37/ioffe15.html',
      'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6334345/',
      'https://www.semanticscholar.org/paper/204e3073870fae3d05bcbc2f6a8e263d9b72e776',
      'https://github.com/a/b',
    ]) {
      const identifier = identify(url)
      expect(identifier && identify(identifierUrl(identifier) ?? '')).toEqual(identifier)
    }
  })
})
