import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { foreignTo } from './parsed-output.fixture.ts'
import { plainText } from './plain-text.ts'
import { formatNote } from './format-note.ts'

const readme = readFileSync(new URL('../../prisma/seed/README.md', import.meta.url), 'utf8')
const notes = [...readme.matchAll(/<details>[^]*?<\/details>/g)].map(([note]) => note)
const resolveImage = (src: string) => ({ src: `/l/test/assets/${src.slice(9)}`, width: 1344, height: 851 })
const [learning = '', finetuned = '', fsdp = ''] = notes.map((note) => formatNote(note, { resolveImage }).html)

describe('a reader of the seed list', () => {
  it('finds three notes, with nothing in them that a page must not hold', () => {
    expect(notes).toHaveLength(3)
    for (const html of [learning, finetuned, fsdp]) {
      expect(html).toContain('<summary>Notes</summary>')
      expect(foreignTo(html)).toEqual([])
    }
  })

  it('sees the update of the weights as display math inside its list item, and hears it as MathML', () => {
    const item = /<li>The update apparently[^]*?<\/li>/.exec(learning)?.[0] ?? ''
    expect(item).toMatch(
      /class="formula"[^>]*><span class="katex-display"><span class="katex"><span class="katex-mathml"><math [^>]*display="block"/,
    )
    expect(item).toContain(
      '<annotation encoding="application/x-tex">\\Delta W(C) = \\frac{(W \\Delta A)A(x)^T}{\\|A(x)\\|^2}</annotation>',
    )
    expect(item).toContain('the query token (the input we want a prediction for)')
    expect(learning.match(/<math /g)).toHaveLength(7)
    expect(learning).not.toContain('formula-error')
  })

  it('sees both figures with their size, so that nothing jumps', () => {
    expect(finetuned).toContain(
      '<img src="/l/test/assets/instruction_tuning.png" alt="Instruction tuning hurts smaller models" width="1344" height="851" loading="lazy" decoding="async" class="figure-image">',
    )
    expect(fsdp).toContain('src="/l/test/assets/fsdp.png" alt="FSDP Overview"')
    expect(formatNote(notes[2] ?? '').html).toContain('missing figure: FSDP Overview (./assets/fsdp.png)')
  })

  it('sees lists within lists', () => {
    expect(fsdp).toMatch(/Communication Strategies:\n<ul>\n<li>Overlapping:\n<ul>\n<li>GPU can fetch/)
    expect(fsdp.match(/<ul>/g)).toHaveLength(6)
    expect(finetuned).toContain('<strong>small models performance is degraded when doing instruction tuning</strong>')
  })

  it('gets its words without any marks where there is only room for words', () => {
    expect(plainText(notes[1] ?? '', 60)).toBe('They basically show that instruction tuning a base model…')
  })
})
