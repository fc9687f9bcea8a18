import { expect, it } from 'vitest'
import { sliderFor } from './slider.ts'

it('a slider over a wide range moves by factors, and reaches both ends', () => {
  const slider = sliderFor({ kind: 'number', label: 'rate', default: 1e-3, min: 1e-5, max: 1 }, 1e-3)
  expect([slider.valueAt(0), slider.valueAt(slider.max)]).toEqual([1e-5, 1])
  expect(slider.valueAt(slider.at)).toBeCloseTo(1e-3, 5)
  expect(slider.valueAt(slider.max / 2)).toBeCloseTo(Math.sqrt(1e-5), 4)
})

it('a slider with a step gives its very steps, and whole numbers where they are asked for', () => {
  const layers = sliderFor({ kind: 'integer', label: 'layers', default: 2, min: 1, max: 12 }, 2)
  expect([layers.step, layers.at, layers.valueAt(7)]).toEqual([1, 2, 7])
  const wide = sliderFor({ kind: 'integer', label: 'width', default: 64, min: 1, max: 4096 }, 64)
  for (let position = 0; position <= wide.max; position++) expect(wide.valueAt(position) % 1).toBe(0)
  const share = sliderFor({ kind: 'number', label: 'share', default: 0.3, min: 0, max: 1, step: 0.1 }, 0.3)
  expect(share.valueAt(0.30000000000000004)).toBe(0.3)
})
