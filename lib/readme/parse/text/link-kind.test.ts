import { describe, expect, it } from 'vitest'
import { isLinkWord, linkKind } from './link-kind.ts'

describe('what a link leads to', () => {
  it.each([
    ['paper', 'https://example.org/x', 'paper'],
    ['PDF', 'https://arxiv.org/pdf/2109.01652', 'pdf'],
    ['Github', 'https://example.org/x', 'code'],
    ['PyTorch (official)', 'https://gitlab.com/a/b', 'code'],
    ['Star', 'https://github.com/a/b', 'code'],
    ['Project Page', 'https://a.github.io/x', 'project'],
    ['slides', 'https://example.org/s.pdf', 'slides'],
    ['Talk', 'https://example.org/t', 'video'],
    ['blog', 'https://github.com/a/b', 'blog'],
    ['Dataset', 'https://huggingface.co/datasets/a', 'data'],
    ['论文', 'https://example.org/x', 'paper'],
    ['代码', 'https://example.org/x', 'code'],
    ['bibtex', 'https://github.com/a/b/x.bib', 'other'],
    ['HunPoS', 'https://github.com/a/b', 'code'],
    ['x', 'https://youtu.be/abc', 'video'],
    ['x', 'https://speakerdeck.com/abc', 'slides'],
    ['x', 'https://zenodo.org/record/1', 'data'],
    ['x', 'https://someone.github.io/p', 'project'],
    ['x', 'https://example.org/a.pdf', 'pdf'],
    ['x', 'https://arxiv.org/abs/2109.01652', 'paper'],
    ['x', 'https://example.org', 'other'],
  ])('"%s" to %s is %s', (label, url, kind) => expect(linkKind(label, url)).toBe(kind))

  it.each([
    'pdf',
    '[code]',
    'Project Page',
    'PyTorch Code',
    'official code - caffe',
    'arXiv',
    'link2',
    '📖 Paper',
    '论文',
  ])('"%s" names a kind of link', (label) => expect(isLinkWord(label)).toBe(true))

  it.each([
    'Code Llama: Open Models',
    'Dataset Distillation',
    'Pointer networks',
    'Video Diffusion Models',
    'BERT',
    '山的语言',
  ])('"%s" may be a title', (label) => expect(isLinkWord(label)).toBe(false))
})
