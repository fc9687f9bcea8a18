import { computeInNode } from '#lib/experiments/runtime/run-in-node.ts'
import { createRandom } from '#lib/experiments/runtime/random.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import { lossGradients } from './mask.ts'
import { type HostWeights, drawWeights, logitsOf, maskedLoss, shapeOf, upload } from './model.ts'
import { referenceLogits, referenceLoss } from './reference.ts'
import { type Batch, PLACES, drawTuningRow, rawRow, toBatch } from './rows.ts'
import { ALL_TASKS, tuningClusters } from './tasks.ts'
import { VOCABULARY } from './templates.ts'
import { type Trained, createTrainer, hold } from './training.ts'

const random = createRandom(11)
const shape = shapeOf(8)
const host = drawWeights(random.fork('weights'), shape)
const tuning = { clusters: tuningClusters('extremes', 6), instructions: true }
const tuningRows = Array.from({ length: 6 }, () => drawTuningRow(random, tuning))
const rawRows = Array.from({ length: 6 }, () => rawRow(random, { stated: ALL_TASKS, statements: 0.5, answered: 0.5 }))

let jax: Compute
beforeAll(async () => {
  jax = await computeInNode()
})

const lossOf = (weights: Trained, batch: Batch): ComputeArray =>
  maskedLoss(
    jax,
    logitsOf(jax, shape, weights, jax.numpy.array(batch.inputs).reshape([batch.rows, PLACES])),
    jax.numpy.array(batch.targets),
    jax.numpy.array(batch.weights),
  )

describe('the model', () => {
  it.each([
    ['tuning', tuningRows],
    ['raw text', rawRows],
  ])('has the loss that plain double-precision loops have, on %s', async (_name, rows) => {
    const batch = toBatch(rows)
    const [loss] = await lossOf(upload(jax, host, shape), batch).data()
    expect(Math.abs((loss as number) - referenceLoss(shape, host, batch))).toBeLessThan(1e-5)
  })

  it('looks at no token that comes later', () => {
    const tokens = (tuningRows[0] as (typeof tuningRows)[number]).tokens.slice(0, PLACES)
    const other = tokens.with(PLACES - 1, (tokens[PLACES - 1] as number) === 3 ? 4 : 3)
    const [before, after] = [referenceLogits(shape, host, tokens), referenceLogits(shape, host, other)]
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1))
    expect(after.at(-1)).not.toEqual(before.at(-1))
  })

  it('has the gradient that the difference of two losses says', async () => {
    const batch = toBatch(tuningRows)
    const gradients = jax.grad((weights: Trained) => lossOf(weights, batch))(upload(jax, host, shape)) as Trained
    const step = 1e-4
    const slope = (change: (moved: HostWeights, by: number) => void) => {
      const moved = [step, -step].map((by) => {
        const copy = structuredClone(host)
        change(copy, by)
        return referenceLoss(shape, copy, batch)
      })
      return ((moved[0] as number) - (moved[1] as number)) / (2 * step)
    }
    const places = [
      { of: (w: HostWeights) => w.blocks[0]?.qkv, found: gradients.blocks[0]?.qkv, at: 3 },
      { of: (w: HostWeights) => w.blocks[1]?.down, found: gradients.blocks[1]?.down, at: 20 },
      { of: (w: HostWeights) => w.embedding, found: gradients.embedding, at: 3 * shape.width + 1 },
      { of: (w: HostWeights) => w.places, found: gradients.places, at: 5 * shape.width + 2 },
    ]
    for (const { of, found, at } of places) {
      const expected = slope((moved, by) => {
        const values = of(moved) as Float32Array
        values[at] = (values[at] as number) + by
      })
      const measured = (await (found as ComputeArray).ref.data())[at] as number
      expect(Math.abs(expected)).toBeGreaterThan(1e-5)
      expect(Math.abs(measured - expected)).toBeLessThan(2e-4)
    }
  })
})

describe('the masked loss', () => {
  const logits = random.normals(6 * PLACES * VOCABULARY.length)

  it('has a gradient of exactly zero up to the separator and another after it', async () => {
    const gradients = await lossGradients(jax, tuningRows, logits)
    expect(gradients.before).toBe(0)
    expect(gradients.after).toBeGreaterThan(1e-3)
  })

  it('has gradients before the separator when the mask is planted wrong', async () => {
    const wrong = tuningRows.map((row) => ({ ...row, counted: row.counted.map(() => true) }))
    expect((await lossGradients(jax, wrong, logits)).before).toBeGreaterThan(1e-3)
  })
})

describe('training', () => {
  it('lowers the loss of a batch seen again and again, and leaves a held base as it was', async () => {
    const batch = toBatch(tuningRows)
    const trainer = createTrainer(jax, shape)
    const base = upload(jax, host, shape)
    const state = trainer.begin(hold(jax, base), 60, 0.01)
    const losses: number[] = []
    for (let step = 0; step < 60; step++) losses.push((await trainer.step(state, batch).data())[0] as number)
    expect(losses.at(-1)).toBeLessThan(0.4 * (losses[0] as number))
    const [again] = await lossOf(base, batch).data()
    expect(again).toBeCloseTo(losses[0] as number, 4)
  })
})
