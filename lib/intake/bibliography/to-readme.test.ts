import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument } from '#lib/readme/parse/read-document.ts'
import { readBibliography } from './to-readme.ts'
import { IN_STEP, growthByFour } from '../../../scripts/test/cpu-growth.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const file = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name))

async function readmeOf(text: string | Uint8Array, name = 'refs.bib') {
  const read = await readBibliography(typeof text === 'string' ? bytes(text) : text, name)
  if (!read) throw new Error('not a bibliography')
  const readme = new TextDecoder().decode(read.bytes)
  return { readme, warnings: read.warnings, document: readDocument(readme) }
}

/** "title | authors | venue | year | url" of each entry, as the importer reads the README. */
async function rows(text: string | Uint8Array, name?: string) {
  const { document } = await readmeOf(text, name)
  return document.entries.map(({ title, authors, authorsTruncated, venue, year, url }) => {
    const names = authors.map(({ family, given }) => (given ? `${given} ${family}` : family)).join(', ')
    return [title, names + (authorsTruncated ? ' et al.' : ''), venue ?? '-', year ?? '-', url ?? '-'].join(' | ')
  })
}

describe('a BibTeX file', () => {
  it('becomes a README that reads back as the same works: titles, names, venues, years, addresses', async () => {
    expect(await rows(file('thirty.bib'))).toEqual([
      'Attention Is All You Need | Ashish Vaswani, Noam Shazeer, Niki Parmar, Jakob Uszkoreit | Advances in Neural Information Processing Systems | 2017 | https://papers.nips.cc/paper/7181-attention-is-all-you-need',
      'Deep learning | Yann LeCun, Yoshua Bengio, Geoffrey Hinton | Nature | 2015 | https://doi.org/10.1038/nature14539',
      'Finetuned Language Models Are Zero-Shot Learners | Jason Wei, Maarten Bosma, Vincent Y. Zhao, Quoc V. Le | arXiv | 2021 | https://arxiv.org/abs/2109.01652',
      'On random graphs I | Pál Erdős, Alfréd Rényi | Publicationes Mathematicae Debrecen | 1959 | https://doi.org/10.5486/PMD.1959.6.3-4.12',
      'WaveNet: A Generative Model for Raw Audio | Aäron van den Oord, Sander Dieleman | arXiv | 2016 | https://arxiv.org/abs/1609.03499',
      'Naïve café: Über straße | Gabriel García Márquez, Hans Christian Ørsted | Proceedings of the 58th Annual Meeting of the Association for Computational Linguistics | 2020 | https://aclanthology.org/2020.acl-main.1/',
      'Landing on the Moon | NASA Research Team | NASA | 1998 | https://example.org/moon_landing.pdf',
      'The Art of Computer Programming | Donald E. Knuth | Addison-Wesley | 1997 | -',
      'An Algebra for Theoretical Genetics | Claude Elwood Shannon | Massachusetts Institute of Technology | 1940 | http://hdl.handle.net/1721.1/11174',
      'Language Models are Few-Shot Learners | Tom Brown, Benjamin Mann et al. | Advances in Neural Information Processing Systems | 2020 | https://arxiv.org/abs/2005.14165',
      'Sorting in $O(n \\log n)$ time and $\\alpha_{i}$ in $\\mathcal{O}(1)$ | Donald E. Knuth | SIGACT News | 1976 | https://doi.org/10.1145/1008328.1008329',
      'A* search: a formal basis [revisited] of snake_case & 100% $5 | Peter E. Hart, Nils J. Nilsson, Bertram Raphael | IEEE Transactions on Systems Science and Cybernetics | 1968 | https://doi.org/10.1109/TSSC.1968.300136',
      'Deep Residual Learning for Image Recognition | Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun | IEEE Conference on Computer Vision and Pattern Recognition | 2016 | https://doi.org/10.1109/CVPR.2016.90',
      'Adam: A Method for Stochastic Optimization | Diederik P. Kingma, Jimmy Ba | arXiv | 2014 | http://arxiv.org/abs/1412.6980',
      'Technical Report: A System Card | OpenAI, Josh Achiam | - | 2023 | https://openai.com/research/gpt-4',
      'Dropout | Nitish Srivastava, Geoffrey Hinton | Journal of Machine Learning Research | 2014 | https://jmlr.org/papers/v15/srivastava14a.html',
      '图神经网络综述 | 小明 王, Jürgen Müller | Acta Informatica | 2019 | https://example.cn/论文?id=1&x=(a)',
      'Collected Papers of an Example Workshop | Ada Editor | Proceedings of Example | 2018 | -',
      'Notes on the Analytical Engine | Ada Lovelace | Collected Papers of an Example Workshop | 2018 | https://example.org/notes',
      'Letter from Birmingham Jail | Martin Luther King Jr | The Atlantic | 1963 | https://example.org/letter',
      'A web page | Jane Doe | - | 2011 | https://example.org/a_b~c',
      'Eleven authors | A. One, B. Two, C. Three, D. Four, E. Five, F. Six, G. Seven, H. Eight, I. Nine, J. Ten, K. Eleven | Physical Review D | 2001 | https://doi.org/10.1103/PhysRevD.64.123456',
      'Without a year | Henri Poincaré | - | - | https://example.org/noyear',
      'Without authors |  | Workshop on Things | 2022 | https://example.org/noauthor',
      "Apostrophes — and “quotes” in titles | Y. Le Cun, S. O'Brien, J. Al-Khalili, Jean-Paul Sartre | Ann. Phys. | 2010 | https://doi.org/10.1002/andp.201000001",
      'The Drosophila gene & H2O where a < b | John Smith | PLOS ONE | 2012 | https://doi.org/10.1371/journal.pone.0000001',
      'On Computable Numbers | A. M. Turing | Proceedings of the London Mathematical Society | 1936 | https://doi.org/10.1112/plms/s2-42.1.230',
      'BERT | Jacob Devlin, Ming-Wei Chang | NAACL | 2019 | https://aclanthology.org/N19-1423/',
      'Electric-Lamp | Thomas A. Edison | - | 1980 | https://patents.google.com/patent/US223898A/en',
      'Waves and quanta: the Theory of H2 | Louis de Broglie, Ludwig van Beethoven | Comptes Rendus | 1953 | https://example.org/waves',
    ])
  })

  it('keeps abstracts and notes as the entry’s note, formulas as formulas, and no accessed-on remark', async () => {
    const { document } = await readmeOf(file('thirty.bib'))
    const note = (title: string) => document.entries.find((entry) => entry.title.startsWith(title))?.note ?? null
    expect(note('The Drosophila')).toBe(
      '**Abstract.** We find that x \\< y.\n\nSecond paragraph with $E = mc^2$ and 5% more.\n\n\\# Not a heading - my own thought',
    )
    expect(note('A web page')).toBeNull()
  })

  it('offers the other addresses of a work as links beside its title', async () => {
    const { document } = await readmeOf(file('thirty.bib'))
    const bert = document.entries.find((entry) => entry.title === 'BERT')
    expect(bert?.links.map((link) => link.url)).toEqual([
      'https://aclanthology.org/N19-1423/',
      'https://arxiv.org/abs/1810.04805',
    ])
    expect(bert?.identifiers).toEqual([
      { scheme: 'acl', value: 'N19-1423' },
      { scheme: 'arxiv', value: '1810.04805' },
    ])
  })

  it('loses a malformed entry alone, and says which line it was on', async () => {
    const { document, warnings } =
      await readmeOf(`@article{good1, title={One good paper}, year=2001, url={https://a.org/1}}
@article{bad comma title={No comma}, year=2002}

@article{open, title={Never closed, year={2003},
  author={Somebody}

@article{good2,
  title={Another good paper}, year=2004, url={https://a.org/2}}
@article{untitled, year=2005}
@article{good3, title={Third good paper}, year=2006, url={https://a.org/3}`)
    expect(document.entries.map((entry) => entry.title)).toEqual(['One good paper', 'Another good paper'])
    expect(warnings).toEqual([
      'Line 2: the @article is not well-formed; this entry was left out.',
      'Line 4: the @article is not closed; this entry was left out.',
      'Line 10: the @article is not closed; this entry was left out.',
      'Line 9: “untitled” has no title; this entry was left out.',
    ])
  })

  it('goes into one section named after it, or into the folders that JabRef and Mendeley keep', async () => {
    const entry = (key: string, more: string) =>
      `@article{${key}, title={Title of ${key}}, year=2001, url={https://a.org/${key}}, ${more}}\n`
    const plain = await readmeOf(entry('a', '') + entry('b', ''), 'folder/My refs.bib')
    expect(plain.readme.match(/^#.*$/gm)).toEqual(['# My refs', '## My refs bibliography'])
    const grouped = await readmeOf(
      entry('a', 'groups={Vision, Speech}, abstract={Said once.}') +
        entry('b', 'mendeley-groups={Speech}') +
        entry('c', ''),
      'x.bib',
    )
    expect(grouped.readme.match(/^#.*$/gm)).toEqual(['# x', '## x bibliography', '### Vision', '### Speech'])
    const titles = grouped.document.entries.map((found) => [
      grouped.document.sections[found.section]?.title,
      found.title,
      found.note !== null,
    ])
    expect(titles).toEqual([
      ['x bibliography', 'Title of c', false],
      ['Vision', 'Title of a', true],
      ['Speech', 'Title of a', false],
      ['Speech', 'Title of b', false],
    ])
  })

  it('is divided by keyword only where the keywords divide it', async () => {
    const many = (word: (at: number) => string) =>
      Array.from(
        { length: 12 },
        (_, at) => `@misc{k${at}, title={Title number ${at}}, keywords={${word(at)}, other}}`,
      ).join('\n')
    const headings = async (text: string) => (await readmeOf(text)).readme.match(/^###.*$/gm)
    expect(await headings(many((at) => (at % 2 ? 'Vision' : 'vision speech')))).toEqual([
      '### vision speech',
      '### Vision',
    ])
    expect(await headings(many((at) => `word${at}`))).toBeNull()
  })

  it('does not pass its @string definitions on to the next file', async () => {
    await readmeOf('@string{secret = {Of another group}}\n@article{a, title={Some title}, journal=secret}')
    const { readme } = await readmeOf('@article{a, title={Some title}, journal=secret}')
    expect(readme).not.toContain('Of another group')
  })

  it('is read in Windows’ encoding where it is not UTF-8', async () => {
    const latin = Buffer.from('@article{a, title={Caf\xe9 society}, year=2001, url={https://a.org}}', 'latin1')
    const { document, warnings } = await readmeOf(new Uint8Array(latin))
    expect(document.entries[0]?.title).toBe('Café society')
    expect(warnings[0]).toContain('Windows-1252')
  })

  it('is read in a time in step with its length', async () => {
    const abstract = 'We show that things are as they are, and not otherwise. '.repeat(6)
    const entry = (at: number) =>
      `@article{key${at},\n  title = {A Study of {T}hing Number ${at}},\n  author = {Noether, Emmy and Hilbert, David},\n  journal = {Journal of Things},\n  year = {${1990 + (at % 30)}},\n  doi = {10.1234/thing.${at}},\n  abstract = {${abstract}}\n}\n`
    const library = (count: number) => bytes(Array.from({ length: count }, (_, at) => entry(at)).join('\n'))
    const read = await readBibliography(library(800), 'big.bib')
    expect(new TextDecoder().decode(read?.bytes).match(/^- Noether/gm)?.length).toBe(800)
    const growth = await growthByFour(200, library, (file) => readBibliography(file, 'big.bib'), 2)
    expect(growth).toBeLessThan(IN_STEP)
  }, 60_000)
})

describe('RIS', () => {
  const ris = `TY  - JOUR
AU  - Noether, Emmy
AU  - García Márquez, Gabriel
TI  - Invariant variation problems
JO  - Transport Theory
PY  - 1971/07/01
DO  - 10.1080/00411457108231446
UR  - https://www.tandfonline.com/doi/abs/10.1080/00411457108231446
KW  - symmetry
AB  - The problems  - in variation
  - are invariant.
ER  -

TY  - CONF
AU  - Vaswani, A.
T1  - Attention is all you need
T2  - NeurIPS
Y1  - 2017///
L1  - https://arxiv.org/pdf/1706.03762
ER  -
TY  - GEN
AU  - Nobody
ER  -
`
  it('of Zotero, EndNote and publishers is read record by record', async () => {
    expect(await rows(ris, 'export.ris')).toEqual([
      'Invariant variation problems | Emmy Noether, Gabriel García Márquez | Transport Theory | 1971 | https://www.tandfonline.com/doi/abs/10.1080/00411457108231446',
      'Attention is all you need | A. Vaswani | NeurIPS | 2017 | https://arxiv.org/pdf/1706.03762',
    ])
    expect((await readmeOf(ris, 'export.txt')).warnings).toEqual(['Line 21: the record has no title; it was left out.'])
    expect(await rows(ris.replaceAll('\n', '\r\n'), 'export.ris')).toHaveLength(2)
  })
})

describe('CSL-JSON', () => {
  it('is read item by item, whatever is wrong with one of them', async () => {
    const items = [
      {
        id: 'noether',
        type: 'article-journal',
        title: 'Invariante <i>Variationsprobleme</i>',
        author: [{ family: 'Noether', given: 'Emmy' }, { literal: 'The Göttingen Group' }],
        'container-title': 'Nachrichten',
        issued: { 'date-parts': [['1971', 7]] },
        DOI: '10.1080/00411457108231446',
      },
      {
        id: 'odd',
        type: 'book',
        title: 'A book with odd fields',
        author: 'Somebody',
        issued: { raw: 'May 1999' },
        URL: 17,
      },
      { id: 'none', type: 'book', author: [] },
      'not an object',
    ]
    expect(await rows(JSON.stringify(items), 'csl.json')).toEqual([
      'Invariante Variationsprobleme | Emmy Noether, The Göttingen Group | Nachrichten | 1971 | https://doi.org/10.1080/00411457108231446',
      'A book with odd fields |  | - | 1999 | -',
    ])
    expect((await readmeOf(JSON.stringify({ items }), 'csl.json')).warnings).toHaveLength(2)
    expect(await rows(JSON.stringify(items[0]), 'one.json')).toHaveLength(1)
  })
})

describe('a plain list of ids', () => {
  it('becomes a list whose titles are the ids, and says so', async () => {
    const text = `% my list
arXiv:2109.01652v2
1706.03762, hep-th/9901001
https://arxiv.org/pdf/1810.04805.pdf   # BERT
10.1038/nature14539
https://doi.org/10.1145/3292500.3330701
1706.03762
`
    const { document, warnings } = await readmeOf(text, 'ids.txt')
    expect(document.entries.map(({ title, url }) => `${title} ${url}`)).toEqual([
      'Untitled arXiv:2109.01652 https://arxiv.org/abs/2109.01652',
      'Untitled arXiv:1706.03762 https://arxiv.org/abs/1706.03762',
      'Untitled arXiv:hep-th/9901001 https://arxiv.org/abs/hep-th/9901001',
      'Untitled arXiv:1810.04805 https://arxiv.org/abs/1810.04805',
      'Untitled doi:10.1038/nature14539 https://doi.org/10.1038/nature14539',
      'Untitled doi:10.1145/3292500.3330701 https://doi.org/10.1145/3292500.3330701',
    ])
    expect(warnings).toHaveLength(1)
    const slips = await readmeOf(`${text}10.99\nhttps://example.org/blog\n`.replace('10.99', '10.9999/x'), 'ids.txt')
    expect(slips.warnings[0]).toBe(
      'Line 9: “https://example.org/blog” is neither an arXiv id nor a DOI; it was left out.',
    )
  })
})

describe('what is no bibliography', () => {
  it('is left to the reader of READMEs', async () => {
    const texts = {
      'README.md': '# Papers\n\n- [**Title**](https://arxiv.org/abs/1706.03762)\n',
      'cite.md': '# A list\n\n## Citation\n\n```bibtex\n@article{x, title={Ours}}\n```\n',
      'mail.txt': 'Write to me@example.org {today}',
      'package.json': '{"name": "x", "items": [1, 2]}',
      'empty.bib': '',
      'broken.json': '[{"title": ',
      'bare.md': 'https://arxiv.org/abs/1706.03762\n',
      'bullets.txt': '# Papers\n\n- https://arxiv.org/abs/1706.03762\n',
      'words.txt': 'Just some words',
    }
    for (const [name, text] of Object.entries(texts)) expect(await readBibliography(bytes(text), name), name).toBeNull()
    const seed = readFileSync(join(import.meta.dirname, '../../../prisma/seed/README.md'))
    expect(await readBibliography(seed, 'README.md')).toBeNull()
  })

  it('is refused with advice where it is a format that we cannot read, or where nothing in it can be read', async () => {
    const refused = (text: string, name: string) => readBibliography(bytes(text), name)
    const rdf = '<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#"></rdf:RDF>'
    await expect(refused(rdf, 'x.rdf')).rejects.toThrow(/Zotero’s RDF.*BibTeX/)
    await expect(refused('<?xml version="1.0"?><xml><records></records></xml>', 'x.xml')).rejects.toThrow(/EndNote/)
    await expect(refused('%0 Journal Article\n%T X', 'x.enw')).rejects.toThrow(/EndNote/)
    await expect(refused('@article{a, year=2001}', 'x.bib')).rejects.toThrow(/Line 1/)
  })

  it.each([
    ['refs.bib', '@misc{a, title = {A}}\n'],
    ['refs.ris', 'TY  - JOUR\nTI  - A\nER  - \n'],
  ])('of more than 20,000 entries is refused before any of them is read: %s', async (name, entry) => {
    const bytes = new TextEncoder().encode(entry.repeat(20_001))
    await expect(readBibliography(bytes, name)).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringContaining('20,000') as string,
    })
  })
})
