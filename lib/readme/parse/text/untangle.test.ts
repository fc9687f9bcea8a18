import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { roundtrip } from '#lib/readme/write/roundtrip.ts'
import { unaccountedLines } from '#lib/readme/report/account.ts'
import { readDocument } from '#lib/readme/parse/read-document.ts'
import { untangle } from './untangle.ts'

const seed = readFileSync(join(import.meta.dirname, '../../../../prisma/seed/README.md'), 'utf8')
const ENTRY = '- Wei, J., & Le, Q. [**Title one**](https://arxiv.org/abs/2109.01652) ICLR (2022)'

/** Each piece again and again, without an empty line between. */
const HOSTILE = {
  'emphasis that never ends': '*a_ ',
  'links that never close': '[a](',
  'links by names that are not defined': '[a][b]',
  'bold words that never end': '**a',
  'deleted words that never end': '~~a',
  'notes that are not there': '[^a]',
  'formulas that never end': '$a',
  'emphasis behind a number that begins no list': '2. *a_ *a_ *a_\n',
  'headings underlined without an empty line': 'a\n=\n',
  'headings underlined, more than any list has': 'a\n=\n\n',
  'quotations in quotations': '> ',
  'lists in quotations': '> - ',
  'numbered lists in each other': '1. ',
}

/** Marks that are left; a part of the text is parsed at once. */
const marks = (text: string) => text.match(/[[*_~$>=]/g)?.length ?? 0

describe('a block that would keep the parser busy for minutes', { timeout: 60_000 }, () => {
  it.each(Object.entries(HOSTILE))('%s: is plain words to it', (_, piece) => {
    const text = `Words\n${piece.repeat(20_000 / piece.length)}`
    expect(untangle(text)).toHaveLength(text.length)
    expect(marks(untangle(text))).toBeLessThan(700)
  })

  it.each(Object.entries(HOSTILE))('%s: is kept as text, and the papers around it are read', (_, piece) => {
    const text = `# List\n\n${ENTRY}\n\nWords\n${piece.repeat(20_000 / piece.length)}\n\n## More\n\n${ENTRY.replace('one', 'two')}\n`
    const document = readDocument(text)
    expect(document.entries.map(({ title }) => title)).toEqual(['Title one', 'Title two'])
    expect(unaccountedLines(text, document)).toEqual([])
    const bytes = new TextEncoder().encode(text)
    expect(Buffer.from(roundtrip(bytes)).equals(bytes)).toBe(true)
  })
})

describe('what people write', () => {
  const entries = Array.from({ length: 800 }, (_, at) => ENTRY.replace('one', `number ${at} *of* _many_`))

  it.each([
    ['the seed list', seed],
    ['a long list', entries.join('\n')],
    ['a long numbered list', entries.map((entry, at) => entry.replace('-', `${at + 1}.`)).join('\n')],
    ['a long table', `a | b\n--|--\n${entries.map((entry) => `${entry.slice(2)} | *b*`).join('\n')}`],
    ['a page of code', `\`\`\`json\n${'["a", "b_c"],\n'.repeat(2000)}\`\`\``],
    ['a page of HTML', `<table>\n${'<tr><td><a href="https://a.org/x_y_z">[a]</a></td></tr>\n'.repeat(2000)}</table>`],
    ['many definitions', 'a\n\n' + Array.from({ length: 900 }, (_, at) => `[${at}]: https://a.org/${at}`).join('\n')],
  ])('is left as it is: %s', (_, text) => {
    expect(untangle(text)).toBe(text)
  })
})
