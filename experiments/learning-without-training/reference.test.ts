import { beforeAll, describe, expect, it } from 'vitest'
import type { Compute } from '#lib/experiments/runtime/compute.ts'
import { createRandom } from '#lib/experiments/runtime/random.ts'
import { computeInNode } from '#lib/experiments/runtime/run-in-node.ts'
import { growContext } from './context-growth.ts'
import { drawPrompts } from './data.ts'
import { fineTuneOnExamples } from './fine-tuning.ts'
import { implicitUpdate } from './implicit-update.ts'
import { type Weights, type Wiring, createBlock, drawWeights } from './model.ts'
import { type ReferenceWeights, referenceAnswer, tokensOf } from './reference.ts'

const sizes = { dimension: 3, width: 8, heads: 2, hidden: 12 }
const prompts = drawPrompts(createRandom(5), { count: 6, dimension: 3, examples: 7 })
const wirings: Wiring[] = ['none', 'around', 'residual']

let jax: Compute
let weights: Weights
let plain: ReferenceWeights
beforeAll(async () => {
  jax = await computeInNode()
  weights = drawWeights(jax.numpy, createRandom(6), sizes)
  // Biases that are not 0, or a forgotten one would go unnoticed.
  weights.innerBias = jax.numpy.array(createRandom(7).normals(12))
  weights.outerBias = jax.numpy.array(createRandom(8).normals(8))
  const read: Partial<Record<keyof Weights, ArrayLike<number>>> = {}
  for (const name of Object.keys(weights) as (keyof Weights)[]) read[name] = await weights[name].ref.data()
  plain = read as ReferenceWeights
})

const upload = () => {
  const tokens = jax.numpy.array(prompts.tokens).reshape([6, 8, 4])
  return { tokens, queries: tokens.ref.slice([], [7, 8]) }
}
const reference = (wiring: Wiring, prompt: number, tokens = tokensOf(prompts.tokens, prompt, 8, 4)) =>
  referenceAnswer(plain, sizes, wiring, tokens)
const greatestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((worst, value, at) => Math.max(worst, Math.abs(value - (b[at] ?? NaN))), 0)

describe.each(wirings)('the block with the wiring “%s”, against float64 from the definitions', (wiring) => {
  it('gives the same answers, with its context and without', async () => {
    const block = createBlock(jax, sizes, wiring)
    const { tokens, queries } = upload()
    const answers = await block.predict(weights, queries.ref, tokens).data()
    const alone = await block.predict(weights, queries.ref, queries).data()
    for (let prompt = 0; prompt < prompts.count; prompt++) {
      expect(answers[prompt]).toBeCloseTo(reference(wiring, prompt).withContext, 4)
      expect(alone[prompt]).toBeCloseTo(reference(wiring, prompt).alone, 4)
    }
  })

  it('gives the same ΔW and Δb′', async () => {
    const block = createBlock(jax, sizes, wiring)
    const { tokens, queries } = upload()
    const withContext = block.hear(weights, queries.ref, tokens)
    const update = implicitUpdate(jax.numpy, weights.inner, withContext, block.hear(weights, queries.ref, queries))
    const matrices = await update.weights.data()
    const biases = update.bias ? await update.bias.data() : null
    for (let prompt = 0; prompt < prompts.count; prompt++) {
      const { weightUpdate, biasUpdate } = reference(wiring, prompt)
      const scale = Math.max(...weightUpdate.map(Math.abs))
      expect(greatestDifference(matrices.subarray(prompt * 96, (prompt + 1) * 96), weightUpdate) / scale).toBeLessThan(
        1e-5,
      )
      expect(biases === null).toBe(biasUpdate === null)
      if (biases && biasUpdate)
        expect(greatestDifference(biases.subarray(prompt * 8, (prompt + 1) * 8), biasUpdate)).toBeLessThan(1e-5)
    }
  })

  it('satisfies the theorem in float64 to the last digits', () => {
    for (let prompt = 0; prompt < prompts.count; prompt++) {
      const { withContext, patched, alone } = reference(wiring, prompt)
      expect(Math.abs(withContext - patched)).toBeLessThan(1e-12)
      expect(Math.abs(withContext - alone)).toBeGreaterThan(1e-3)
    }
  })
})

it('grows the context as if each prefix were a prompt of its own', async () => {
  const block = createBlock(jax, sizes, 'none')
  const losses: number[] = []
  const updates = await growContext(jax, block, weights, prompts, 'theorem', async ({ testLoss }) => {
    losses.push(testLoss)
  })
  for (let seen = 0; seen <= 7; seen++) {
    let loss = 0
    for (let prompt = 0; prompt < prompts.count; prompt++) {
      const all = tokensOf(prompts.tokens, prompt, 8, 4)
      const { patched } = reference('none', prompt, [...all.slice(0, seen), ...all.slice(-1)])
      loss += (patched - (prompts.targets[prompt] ?? NaN)) ** 2 / prompts.count
    }
    expect((losses[seen] ?? NaN) / loss).toBeCloseTo(1, 4)
  }
  expect(greatestDifference(updates.subarray(0, 96), reference('none', 0).weightUpdate)).toBeLessThan(1e-4)
})

it('fine-tunes each prompt’s own W along the gradient of its own example', async () => {
  const block = createBlock(jax, sizes, 'none')
  const one = drawPrompts(createRandom(9), { count: 2, dimension: 3, examples: 1 })
  const rate = 0.01
  const losses: number[] = []
  const tuned = await fineTuneOnExamples(jax, block, weights, one, rate, async (_, loss) => {
    losses.push(loss)
  })
  let expected = 0
  for (let prompt = 0; prompt < 2; prompt++) {
    const [example = [], query = []] = tokensOf(one.tokens, prompt, 2, 4)
    const asked = [...example.slice(0, 3), 0]
    const target = example[3] ?? NaN
    const errorWith = (inner: ArrayLike<number>) =>
      (referenceAnswer({ ...plain, inner }, sizes, 'none', [asked]).alone - target) ** 2
    const inner = Float64Array.from(plain.inner)
    const stepped = inner.map((value, at) => {
      const nudge = (by: number) => inner.map((other, place) => (place === at ? other + by : other))
      return value - (rate * (errorWith(nudge(1e-5)) - errorWith(nudge(-1e-5)))) / 2e-5
    })
    expect(greatestDifference(tuned.subarray(prompt * 96, (prompt + 1) * 96), stepped)).toBeLessThan(1e-4)
    expect(greatestDifference(stepped, inner)).toBeGreaterThan(1e-3)
    const answer = referenceAnswer({ ...plain, inner: stepped }, sizes, 'none', [query]).alone
    expected += (answer - (one.targets[prompt] ?? NaN)) ** 2 / 2
  }
  expect((losses[1] ?? NaN) / expected).toBeCloseTo(1, 3)
})
