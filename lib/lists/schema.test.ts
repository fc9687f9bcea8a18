import { describe, expect, it } from 'vitest'
import { formatMacros, macrosSchema } from './macros.ts'
import { listEditSchema, newListSchema, slugFrom } from './schema.ts'

describe('what an admin may write into a list’s settings', () => {
  it('reads macros one a line, and writes them back the same', () => {
    const macros = macrosSchema.parse('\\R = \\mathbb{R}\n\n\\norm \\left\\lVert #1 \\right\\rVert\n')
    expect(macros).toEqual({ '\\R': '\\mathbb{R}', '\\norm': '\\left\\lVert #1 \\right\\rVert' })
    expect(macrosSchema.parse(formatMacros(macros))).toEqual(macros)
  })

  it('says which line is no macro', () => {
    const result = listEditSchema.safeParse({ katexMacros: '\\R = x\nR = y' })
    expect(result.error?.issues).toMatchObject([{ path: ['katexMacros'], message: expect.stringContaining('R = y') }])
    expect(macrosSchema.safeParse({ R: 'x' }).success).toBe(false)
    expect(macrosSchema.safeParse({ '\\R': '' }).success).toBe(false)
  })

  it('makes an address from a title', () => {
    expect(slugFrom('Awesome LLM Papers')).toBe('awesome-llm-papers')
    expect(slugFrom('Über Größe & Co.')).toBe('uber-gro-e-co')
    expect(slugFrom('論文')).toBe('list')
  })

  it('refuses an address that would not read well', () => {
    for (const slug of ['a', 'a b', '-a', 'a--b', 'ä', 'a/b', 'x'.repeat(61)]) {
      expect(newListSchema.safeParse({ title: 'T', slug }).success, slug).toBe(false)
    }
    expect(newListSchema.parse({ title: ' T ', slug: 'LLM-2', description: ' ' })).toEqual({
      title: 'T',
      slug: 'llm-2',
      description: null,
      visibility: 'PRIVATE',
    })
  })

  it('leaves alone what is not given', () => {
    expect(listEditSchema.parse({ title: 'New' })).toEqual({ title: 'New' })
  })
})
