import type { ComputeArray } from '#lib/experiments/runtime/compute.ts'
import type { ExperimentContext } from '#lib/experiments/runtime/contract.ts'
import { type Prompts, drawPrompts, maskAfter } from './data.ts'
import { type Look, createIdentityCheck } from './identity.ts'
import type { Formula } from './implicit-update.ts'
import { type Block, type Weights, createBlock, drawWeights, type Sizes, type Wiring } from './model.ts'
import { createTraining, learningRateAt } from './training.ts'

export type TrainingPlan = {
  sizes: Sizes
  examples: number
  batch: number
  steps: number
  learningRate: number
  /** Whether prompts of a batch keep all their examples or a random number of them. */
  lengths: 'full' | 'mixed'
  formula: Formula
}

/** Looks are drawn at most this many steps apart; reading one also lets jax-js forget the work that is done. */
const LONGEST_WAIT = 10

type Trainee = {
  block: Block
  weights: Weights
  training: ReturnType<typeof createTraining>
  moments: { m: Weights; v: Weights }
  check: ReturnType<typeof createIdentityCheck>
}

/**
 * Trains one block for each wiring, all on the same prompts, and compares both sides of the identity after every
 * single step, on the device; every few steps the comparison is read and handed to `each`, wiring by wiring.
 * @returns each block with its trained weights, in the wirings' order
 */
export async function trainAndCheck(
  context: Pick<ExperimentContext, 'jax' | 'random' | 'tick'>,
  plan: TrainingPlan,
  wirings: readonly Wiring[],
  heldOut: Prompts,
  each: (step: number, trainee: number, look: Look) => void,
): Promise<{ block: Block; weights: Weights }[]> {
  const { jax, random } = context
  const { numpy: np, tree } = jax
  const { sizes, examples, batch, steps } = plan
  const batches = random.fork('training prompts')
  const lengths = random.fork('lengths')

  const trainees = wirings.map((wiring): Trainee => {
    const block = createBlock(jax, sizes, wiring)
    const weights = drawWeights(np, random.fork('first weights'), sizes)
    const training = createTraining(jax, block)
    return {
      block,
      weights,
      training,
      moments: training.start(weights),
      check: createIdentityCheck(jax, block, plan.formula),
    }
  })
  const upload = (prompts: Prompts) => {
    const tokens = np.array(prompts.tokens).reshape([prompts.count, examples + 1, sizes.dimension + 1])
    const queries = tokens.ref.slice([], [examples, examples + 1])
    return { queries, tokens, targets: np.array(prompts.targets) }
  }
  const drawMask = () => {
    const kept = Array.from({ length: batch }, () =>
      plan.lengths === 'mixed' ? lengths.integer(examples + 1) : examples,
    )
    return np.array(maskAfter(kept, examples)).reshape([batch, 1, examples + 1])
  }
  const held = upload(heldOut)
  const every = Math.max(1, Math.min(LONGEST_WAIT, Math.round(steps / 100)))
  for (let step = 0; step <= steps; step++) {
    for (const [index, { check, weights }] of trainees.entries()) {
      check.look(tree.ref(weights), held)
      if (step % every === 0 || step === steps) each(step, index, await check.read())
      // The first of each step compiles, which may take seconds: a sign of life after every one.
      await context.tick((0.8 * step) / steps, `training, step ${step} of ${steps}`)
    }
    if (step === steps) break

    const drawn = {
      ...upload(drawPrompts(batches, { count: batch, dimension: sizes.dimension, examples })),
      mask: drawMask(),
    }
    const rate = learningRateAt(step, steps, plan.learningRate)
    for (const trainee of trainees) {
      const { loss, weights, moments } = trainee.training.step(
        step + 1,
        rate,
        trainee.weights,
        trainee.moments,
        refOf(drawn),
      )
      loss.dispose()
      Object.assign(trainee, { weights, moments })
      await context.tick()
    }
    tree.dispose(drawn)
  }
  tree.dispose(held)
  return trainees.map(({ block, weights, training, moments, check }) => {
    tree.dispose(moments.m)
    tree.dispose(moments.v)
    training.dispose()
    check.dispose()
    return { block, weights }
  })
}

/** Every array of a record, kept for one more use. */
const refOf = <T extends Record<string, ComputeArray>>(arrays: T): T =>
  Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, array.ref])) as T
