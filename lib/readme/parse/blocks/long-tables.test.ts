import { expect, it } from 'vitest'
import { readDocument } from '#lib/readme/parse/read-document.ts'

it('the rows of a long table do not run into each other, whatever ends its last line', () => {
  const row = (at: number) => `| 20${10 + at} | [A paper on models ${at}](https://arxiv.org/abs/20${10 + at}.01234) |`
  for (const tail of ['', ' ', '  ', '\t', '\u2028', '\r\n', '  \n\nEnd.']) {
    const rows = Array.from({ length: 12 }, (_, at) => row(at))
    const text = `# Papers\n\n| Date | Paper |\n|---|---|\n${rows.join('\n').replace(/ \|$/, '')}${tail}`
    const { entries } = readDocument(text)
    expect(entries).toHaveLength(12)
    for (const [at, { span }] of entries.entries())
      expect(span.end).toBeLessThanOrEqual(entries[at + 1]?.span.start ?? text.length)
  }
})
