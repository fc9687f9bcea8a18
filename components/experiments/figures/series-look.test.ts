import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../../../app/globals.css'), 'utf8')
const token = (name: string, mode: 0 | 1) => {
  const found = new RegExp(`--color-${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css)
  if (!found) throw new Error(`No token ${name}.`)
  return found[mode + 1] as string
}
type Rgb = [number, number, number]
const linear = (hex: string): Rgb =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as Rgb
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b
const contrast = (a: string, b: string) => {
  const [low, high] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}
const apply = (matrix: number[][], v: Rgb) =>
  matrix.map((row) => row.reduce((sum, each, at) => sum + each * (v[at] as number), 0)) as Rgb
/** Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB. */
const EYES: Record<string, number[][]> = {
  any: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
}
/** Björn Ottosson's OKLab. */
function oklab(rgb: Rgb): Rgb {
  const lms = apply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  ).map((value) => Math.cbrt(Math.max(0, value))) as Rgb
  return apply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    lms,
  )
}
const SERIES = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `series-${n}`)

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('the colours of figures, %s', (_name, mode) => {
  it('stand out from every ground like text', () => {
    for (const ground of ['canvas', 'surface', 'sunken'])
      for (const series of SERIES)
        expect(contrast(token(series, mode), token(ground, mode)), `${series} on ${ground}`).toBeGreaterThan(4.5)
  })

  it.each(Object.keys(EYES))('are told apart, the first four by everybody: %s', (eyes) => {
    const seen = SERIES.slice(0, eyes === 'any' ? 8 : 4).map((series) =>
      oklab(apply(EYES[eyes] as number[][], linear(token(series, mode)))),
    )
    for (const [at, one] of seen.entries())
      for (const [other, two] of seen.slice(0, at).entries())
        expect(
          Math.hypot(...one.map((value, axis) => value - (two[axis] as number))),
          `${other + 1} and ${at + 1}`,
        ).toBeGreaterThan(0.06)
  })
})
