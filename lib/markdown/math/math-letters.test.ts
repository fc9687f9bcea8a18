import { describe, expect, it } from 'vitest'
import { withMathLetters } from './math-letters.ts'
import { renderTex } from './tex.ts'

describe('a reader who hears or sees MathML alone', () => {
  it.each([
    ['\\mathbb{R}', 'ℝ'],
    ['\\mathbb{E}', '𝔼'],
    ['\\mathcal{L}', 'ℒ'],
    ['\\mathcal{D}', '𝒟'],
    ['\\mathfrak{g}', '𝔤'],
    ['\\mathbf{x}', '𝐱'],
  ])('gets the letter of %s', (tex, letter) => {
    expect(renderTex(tex, { display: false })).toMatchObject({
      ok: true,
      html: expect.stringContaining(`<mi>${letter}</mi>`),
    })
  })

  it('keeps the attribute where there is no such letter', () => {
    const normal = '<mi mathvariant="normal">Δ</mi><mi mathvariant="bold">é</mi>'
    expect(withMathLetters(normal)).toBe(normal)
  })
})
