import { describe, expect, it } from 'vitest'
import { unaccountedLines } from '#lib/readme/report/account.ts'
import type { SourceDocument } from '#lib/readme/document.ts'
import { readDocument } from './read-document.ts'

const A = 'https://arxiv.org/abs/2109.01652'
const B = 'https://arxiv.org/abs/2203.02155'
const C = 'https://arxiv.org/abs/2204.02311'
const ONE = 'Finetuned language models are zero-shot learners'
const TWO = 'Training language models to follow instructions with human feedback'
const THREE = 'Scaling language modeling with many pathways'

function read(text: string): SourceDocument {
  const document = readDocument(text)
  expect(unaccountedLines(text, document)).toEqual([])
  return document
}
const titles = (text: string) => read(text).entries.map((entry) => entry.title)

describe('papers are read from', () => {
  it.each([
    ['bullets with the title as link', `## Papers\n\n- [${ONE}](${A})\n- [${TWO}](${B}) - a remark\n`],
    [
      'bullets with bold titles and labelled links',
      `## X\n\n- **${ONE}**, Wei et al., ICLR'22 [[pdf]](${A})\n- **${TWO}**, Ouyang et al., NeurIPS'22 [[pdf]](${B})\n`,
    ],
    [
      'bullets with plain titles',
      `## X\n\n* ${ONE}. Jason Wei, Maarten Bosma. ICLR 2022. [[Paper](${A})]\n* ${TWO}. Long Ouyang, Jeff Wu. NeurIPS 2022. [[Paper](${B})]\n`,
    ],
    ['numbered lists', `## X\n\n1. [${ONE}](${A}), 2022\n2. [${TWO}](${B}), 2022\n`],
    [
      'numbered paragraphs',
      `## X\n\n**[1]** Wei, Jason, and Maarten Bosma. "**${ONE}**." ICLR (2022). [[pdf]](${A}) :star:\n\n**[2]** Ouyang, Long, et al. "**${TWO}**." NeurIPS (2022). [[pdf]](${B})\n`,
    ],
    [
      'numbered lines of one paragraph',
      `## X\n\n[1] Wei et al. [${ONE}](${A}). 2022.\n[2] Ouyang et al. [${TWO}](${B}). 2022.\n`,
    ],
    [
      'items whose authors and links stand below',
      `## X\n\n- **${ONE}**\n  - Jason Wei, Maarten Bosma\n  - [Paper](${A}) | [Code](https://github.com/a/b)\n- **${TWO}**\n  - Long Ouyang, Jeff Wu\n  - [Paper](${B})\n`,
    ],
    [
      'items of several paragraphs',
      `## X\n\n1. **${ONE}.**\n\n   *Jason Wei, Maarten Bosma* [[pdf](${A})] 2022.1\n\n2. **${TWO}.**\n\n   *Long Ouyang, Jeff Wu* [[pdf](${B})] 2022.3\n`,
    ],
    [
      'items nested below a topic',
      `## X\n\n- Instruction tuning\n  - [${ONE}](${A}) (2022)\n  - [${TWO}](${B}) (2022)\n`,
    ],
    [
      'a table',
      `## X\n\n| Title | Venue | Date | Code |\n|---|---|---|---|\n| [${ONE}](${A}) | ICLR | 2022-01 | - |\n| [${TWO}](${B}) | NeurIPS | 2022-03 | [Github](https://github.com/a/b) |\n`,
    ],
    [
      'a table whose titles are no links',
      `## X\n\n|Date|Title|Paper|Code|\n|:--|:--|:--|:--|\n|2022.01|🔥[FLAN] ${ONE}|[[pdf]](${A})|⚠️|\n|2022.03|[**InstructGPT**] ${TWO}|[[pdf]](${B})|⚠️|\n`,
    ],
    [
      'a table with an empty head',
      `## X\n\n| | |\n|---|---|\n| [${ONE}](${A}) | ICLR 2022 |\n| [${TWO}](${B}) | NeurIPS 2022 |\n`,
    ],
    [
      'a table with a paper as its head',
      `## X\n\n| [${ONE}](${A}) | ICLR 2022 |\n|---|---|\n| [${TWO}](${B}) | NeurIPS 2022 |\n`,
    ],
    [
      'an HTML table',
      `## X\n\n<table>\n<tr><th>Title</th><th>Venue</th></tr>\n<tr><td><a href="${A}">${ONE}</a></td><td>ICLR 2022</td></tr>\n<tr><td><a href="${B}"><b>${TWO}</b></a></td><td>NeurIPS 2022</td></tr>\n</table>\n`,
    ],
    [
      'an HTML table with blank lines and Markdown in it',
      `## X\n\n<table>\n\n<tr>\n<td>\n\n[${ONE}](${A})\n\n</td>\n<td>ICLR 2022</td>\n</tr>\n\n<tr>\n<td>\n\n[${TWO}](${B})\n\n</td>\n<td>NeurIPS 2022</td>\n</tr>\n</table>\n`,
    ],
    [
      'paragraphs of several lines',
      `## X\n\n**${ONE}** \\\n*Jason Wei, Maarten Bosma* \\\nICLR 2022. [[Paper](${A})] \\\n1 Jan 2022\n\n**${TWO}** \\\n*Long Ouyang, Jeff Wu* \\\nNeurIPS 2022. [[Paper](${B})] \\\n4 Mar 2022\n`,
    ],
    [
      'lines with bullets that are no Markdown',
      `## X\n\n• [${ONE}](${A}), ICLR 2022\n• [${TWO}](${B}), NeurIPS 2022\n`,
    ],
    ['headings of their own', `## X\n\n### [${ONE}](${A})\n\nWords about it.\n\n### [${TWO}](${B})\n\nMore words.\n`],
    [
      'BibTeX',
      `## References\n\n\`\`\`bibtex\n@inproceedings{wei,\n  title = {${ONE}},\n  author = {Wei, Jason and Bosma, Maarten},\n  year = 2022,\n}\n\n@article{ouyang, title={{${TWO}}}, year={2022}}\n\`\`\`\n`,
    ],
    [
      'badges and links in a row',
      `## X\n\n- [![arXiv](https://img.shields.io/badge/arXiv-2022-red)](${A}) **${ONE}**\n- [![arXiv](https://img.shields.io/badge/arXiv-2022-red)](${B}) **${TWO}**\n`,
    ],
    ['bare addresses', `## Papers\n\n- ${ONE}. ${A}\n- ${TWO}. ${B}\n`],
    [
      'parts folded by a summary',
      `## X\n\n<details>\n<summary>2022</summary>\n\n- [${ONE}](${A})\n- [${TWO}](${B})\n\n</details>\n`,
    ],
    ['a quoted list', `## X\n\n> - [${ONE}](${A}), 2022\n> - [${TWO}](${B}), 2022\n`],
    ['lists below setext headings', `Papers\n======\n\n2022\n----\n\n- [${ONE}](${A})\n- [${TWO}](${B})\n`],
  ])('%s', (_, text) => {
    expect(titles(text)).toEqual([ONE, TWO])
    expect(titles(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual([ONE, TWO])
  })

  it('tables whose cells span rows', () => {
    const text = `<table>\n<tr><td rowspan="2">2022</td><td><a href="${A}">${ONE}</a></td></tr>\n<tr><td><a href="${B}">${TWO}</a></td></tr>\n</table>\n`
    expect(titles(text)).toEqual([ONE, TWO])
  })

  it('a long table as from a short one', () => {
    const row = (n: number) =>
      `| [**Paper number ${n} \\| of many**](https://arxiv.org/abs/2109.${10000 + n}) <br> A. Author | $x_${n}$ | - |`
    const text = `| Title | Formula | Code |\n|--|--|--|\n${Array.from({ length: 60 }, (_, n) => row(n)).join('\n')}\n\nend\n`
    const { entries } = read(text)
    expect(entries.map((entry) => entry.title)).toEqual(
      Array.from({ length: 60 }, (_, n) => `Paper number ${n} | of many`),
    )
    for (const [n, entry] of entries.entries()) expect(text.slice(entry.span.start, entry.span.end)).toBe(row(n))
  })
})

describe('papers are not made of', () => {
  it.each([
    ['tools', '## Tools\n\n- [x](https://github.com/a/b) - a tool\n- [y](https://github.com/a/c) - another tool\n'],
    [
      'other lists',
      '## Awesome lists\n\n- [Awesome NLP papers](https://github.com/a/awesome-nlp)\n- [Awesome CV papers](https://github.com/a/awesome-cv)\n',
    ],
    ['news', `## News\n\n- [2024/01] Our paper [${ONE}](${A}) was accepted!\n`],
    ['a table of contents', '## Contents\n\n- [Papers](#papers)\n  - [2022](#2022)\n'],
    [
      'books and courses',
      '## Books\n\n* [Computer Vision](http://szeliski.org/Book/) - Rick Szeliski 2010\n\n## Courses\n\n- [Vision](https://www.youtube.com/watch?v=x) - A. Efros (UC Berkeley) 2012\n',
    ],
    [
      'the citation of the list itself',
      '## Citation\n\nPlease cite:\n\n```bibtex\n@misc{list, title={An awesome list of papers}, year={2022}}\n```\n',
    ],
    [
      'sentences with links to papers',
      `## Introduction\n\nThis list follows the survey [${ONE}](${A}) of 2022, which you should read first.\n`,
    ],
    [
      'a table of recordings',
      `## Recorded\n\n| Date | Title | Duration |\n|--|--|--|\n| 1/2/22 | [${ONE}](${A}) | 1:20:00 |\n`,
    ],
    [
      'a table of data sets that have papers',
      `## Datasets\n\n| Name | Paper | Link |\n|--|--|--|\n| **FLAN** | [${ONE}](${A}) | [Link](https://huggingface.co/x) |\n`,
    ],
  ])('%s', (_, text) => {
    const document = read(`# Awesome\n\n${text}\n## Papers\n\n- [${THREE}](${C}), A. Chowdhery et al., 2022\n`)
    expect(document.entries.map((entry) => entry.title)).toEqual([THREE])
  })

  it('a section, without saying why', () => {
    const reasons = read(
      '# L\n\n## Tools\n\n- [x](https://github.com/a/b)\n\n## License\n\n[MIT](https://x.org/mit)\n',
    ).prose
    expect(reasons.map((prose) => prose.reason)).toEqual(['a section of tools', 'the licence'])
  })
})

describe('sections', () => {
  it('are made of the summaries that fold topics, and end with them', () => {
    const text = `## Papers\n\n- [${ONE}](${A}), Wei et al., 2022\n\n<details open>\n<summary>Instructions</summary>\n\n- [${TWO}](${B}), Ouyang et al., 2022\n\n</details>\n\n- [${THREE}](${C}), Chowdhery et al., 2022\n`
    const { entries, sections } = read(text)
    expect(entries.map((entry) => [entry.title, sections[entry.section]?.path, entry.note])).toEqual([
      [ONE, ['Papers'], null],
      [TWO, ['Papers', 'Instructions'], null],
      [THREE, ['Papers'], null],
    ])
  })
})

describe('an entry', () => {
  it('takes along the remarks, quotes and notes below it', () => {
    const text = `## X\n\n- [${ONE}](${A}) (2022)\n  - One line about it.\n\n- [${TWO}](${B}) (2022)\n  > A quotation.\n`
    const { entries } = read(text)
    expect(entries.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      `- [${ONE}](${A}) (2022)\n  - One line about it.`,
      `- [${TWO}](${B}) (2022)\n  > A quotation.`,
    ])
  })

  it('says what it is written as', () => {
    const text = `- [${ONE}](${A}), 2022\n\n| Title | Year |\n|--|--|\n| [${TWO}](${B}) | 2022 |\n\nWei, J. [**${THREE}**](${C}) (2022)\n`
    expect(read(text).entries.map((entry) => entry.style)).toEqual(['item', 'row', 'paragraph'])
  })
})
