import { describe, expect, it } from 'vitest'
import { createRandom } from '#lib/experiments/runtime/random.ts'
import { bestStepLength, expectedOneStepLoss, oneGradientStepLoss, zeroPredictorLoss } from './baselines.ts'
import { median, powerLawExponent } from './context-growth.ts'
import { answersAt, askedAt, drawPrompts, maskAfter } from './data.ts'
import { correlation, meanCosine } from './fine-tuning.ts'
import { singularValues } from './singular-values.ts'
import { learningRateAt } from './training.ts'

describe('prompts', () => {
  const prompts = drawPrompts(createRandom(1), { count: 5, dimension: 3, examples: 4 })
  const token = (prompt: number, position: number) =>
    Array.from(prompts.tokens.subarray((prompt * 5 + position) * 4, (prompt * 5 + position + 1) * 4))
  const along = (prompt: number, x: readonly number[]) =>
    x.slice(0, 3).reduce((sum, value, axis) => sum + value * (prompts.vectors[prompt * 3 + axis] ?? NaN), 0)

  it('answer each example by the prompt’s own vector and ask the query with 0', () => {
    for (let prompt = 0; prompt < 5; prompt++) {
      for (let position = 0; position < 4; position++)
        expect(token(prompt, position)[3]).toBeCloseTo(along(prompt, token(prompt, position)), 5)
      expect(token(prompt, 4)[3]).toBe(0)
      expect(prompts.targets[prompt]).toBeCloseTo(along(prompt, token(prompt, 4)), 5)
    }
  })

  it('give an example as a lonely query and its answer apart', () => {
    expect(Array.from(askedAt(prompts, 2).subarray(4, 8))).toEqual([...token(1, 2).slice(0, 3), 0])
    expect(answersAt(prompts, 2)[1]).toBe(token(1, 2)[3])
  })

  it('are masked after their first examples, never at the query', () => {
    expect(Array.from(maskAfter([0, 2, 3], 3))).toEqual([-1e9, -1e9, -1e9, 0, 0, 0, -1e9, 0, 0, 0, 0, 0])
  })
})

describe('what needs no training', () => {
  const prompts = drawPrompts(createRandom(2), { count: 20_000, dimension: 2, examples: 10 })
  it('loses d by always answering 0', () => {
    expect(zeroPredictorLoss(prompts)).toBeGreaterThan(1.85)
    expect(zeroPredictorLoss(prompts)).toBeLessThan(2.15)
  })
  it('loses d(d+1)/(N+d+1) by the best gradient step', () => {
    expect(bestStepLength(2, 10)).toBeCloseTo(10 / 13)
    expect(oneGradientStepLoss(prompts) / expectedOneStepLoss(2, 10)).toBeGreaterThan(0.9)
    expect(oneGradientStepLoss(prompts) / expectedOneStepLoss(2, 10)).toBeLessThan(1.1)
  })
})

describe('singular values', () => {
  it('are those that a matrix was made with', () => {
    // A rotation, diag(5, 2) and another rotation.
    const [c, s, k, t] = [Math.cos(0.4), Math.sin(0.4), Math.cos(1.1), Math.sin(1.1)]
    const matrix = [5 * c * k + 2 * s * t, -5 * c * t + 2 * s * k, 5 * s * k - 2 * c * t, -5 * s * t - 2 * c * k]
    const [first, second] = singularValues(matrix, 2, 2)
    expect(first).toBeCloseTo(5, 12)
    expect(second).toBeCloseTo(2, 12)
  })
  it('square and sum to the square of the Frobenius norm', () => {
    const matrix = createRandom(3).normals(6 * 4)
    const sum = singularValues(matrix, 6, 4).reduce((total, value) => total + value * value, 0)
    expect(sum).toBeCloseTo(
      matrix.reduce((total, value) => total + value * value, 0),
      8,
    )
  })
  it('tell rank one from rank two', () => {
    const a = createRandom(4).normals(8)
    const b = createRandom(5).normals(5)
    const one = Array.from({ length: 40 }, (_, at) => (a[Math.floor(at / 5)] ?? NaN) * (b[at % 5] ?? NaN))
    const two = one.map((value, at) => value + (at === 7 ? 1e-3 : 0))
    const ratio = (matrix: number[]) => {
      const [first = NaN, second = NaN] = singularValues(matrix, 8, 5)
      return second / first
    }
    expect(ratio(one)).toBeLessThan(1e-14)
    expect(ratio(two)).toBeGreaterThan(1e-5)
  })
})

it('finds the exponent of a power law', () => {
  expect(powerLawExponent([1, 2, 4, 8, 30].map((x) => [x, 3 * x ** -1.5]))).toBeCloseTo(-1.5, 10)
})

it('finds the middle of a list', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 3, 2])).toBe(2.5)
})

it('correlates curves', () => {
  expect(correlation([1, 2, 3], [5, 7, 9])).toBeCloseTo(1)
  expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1)
  expect(Math.abs(correlation([1, 2, 3, 4], [1, -1, -1, 1]))).toBeLessThan(1e-9)
})

it('compares the directions of two changes of a matrix, prompt by prompt', () => {
  const inner = [1, 1]
  // The same direction in the first prompt, a right angle in the second.
  expect(meanCosine([2, 0, 0, 3], [1.5, 1, 1.1, 1], inner)).toBeCloseTo(0.5)
})

it('warms the learning rate up and lets it fall to 0', () => {
  expect(learningRateAt(0, 600, 1)).toBeLessThan(0.05)
  expect(learningRateAt(50, 600, 1)).toBeGreaterThan(0.95)
  expect(learningRateAt(599, 600, 1)).toBeLessThan(1e-4)
})
