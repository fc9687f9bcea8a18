import type { Compute } from '#lib/experiments/runtime/compute.ts'
import type { RandomStream } from '#lib/experiments/runtime/random.ts'
import { type Shape, drawWeights, upload } from './model.ts'
import { type RawText, type TrainingRow, type Tuning, drawTuningRow, rawRow, toBatch } from './rows.ts'
import type { Scorer, Scores } from './scoring.ts'
import { type Trained, type Trainer, hold } from './training.ts'

export const BATCH = 64

export type Plan = { rawSteps: number; tuningSteps: number; text: RawText; tuning: Tuning }

/** Learning rates: narrower models bear more. Chosen once, by the loss on raw text and on the clusters tuned on. */
export function ratesOf({ width }: Shape): { raw: number; tuning: number } {
  const raw = Math.min(0.015, 0.01 * Math.sqrt(32 / width))
  return { raw, tuning: raw / 3 }
}

export type Watch = {
  /** After every step; gives way to cancelling. */
  step(): Promise<void>
  /** How many steps to send off before one is waited for: one, or a divisor of ten. */
  every: 1 | 10
  /** Every tenth step. */
  loss(step: number, loss: number): void
}

async function train(
  trainer: Trainer,
  weights: Trained,
  options: { steps: number; rate: number; draw(): TrainingRow; watch: Watch },
): Promise<Trained> {
  const state = trainer.begin(weights, options.steps, options.rate)
  for (let step = 0; step < options.steps; step++) {
    const loss = trainer.step(state, toBatch(Array.from({ length: BATCH }, options.draw)))
    // Reading also empties the library's list of work begun, which grows costly on the CPU; a GPU's queue is better left to run.
    if (step % options.watch.every === 0) {
      const value = (await loss.data())[0] as number
      if (step % 10 === 0) options.watch.loss(step, value)
    } else loss.dispose()
    await options.watch.step()
  }
  trainer.end(state)
  return state.weights
}

/** Trains a plain language model on raw text from its first weights. */
export function pretrain(
  jax: Compute,
  shape: Shape,
  trainer: Trainer,
  random: RandomStream,
  plan: Plan,
  watch: Watch,
): Promise<Trained> {
  const text = random.fork('raw text')
  return train(trainer, upload(jax, drawWeights(random.fork('first weights'), shape), shape), {
    steps: plan.rawSteps,
    rate: ratesOf(shape).raw,
    draw: () => rawRow(text, plan.text),
    watch,
  })
}

/** Tunes a copy of the base; the base is kept. */
export function tune(
  jax: Compute,
  shape: Shape,
  trainer: Trainer,
  base: Trained,
  options: { random: RandomStream; tuning: Tuning; steps: number; watch: Watch },
): Promise<Trained> {
  return train(trainer, hold(jax, base), {
    steps: options.steps,
    rate: ratesOf(shape).tuning,
    draw: () => drawTuningRow(options.random, options.tuning),
    watch: options.watch,
  })
}

export type Ablation = { name: string; scores: Scores }

/** What one size with one seed came to: the base asked in both ways, the tuned model by instruction. */
export type Arm = { untuned: Scores; stated: Scores; tuned: Scores; ablations: Ablation[] }

/** Tunes the same base once more for every ablation and asks each with instructions. */
export async function ablate(
  jax: Compute,
  shape: Shape,
  trainer: Trainer,
  scorer: Scorer,
  base: Trained,
  options: { random: RandomStream; steps: number; watch: Watch; tunings: Record<string, Tuning> },
): Promise<Ablation[]> {
  const ablations: Ablation[] = []
  for (const [name, tuning] of Object.entries(options.tunings)) {
    const { steps, watch } = options
    const tuned = await tune(jax, shape, trainer, base, { random: options.random.fork(name), tuning, steps, watch })
    ablations.push({ name, scores: await scorer.score(tuned, 'instruction') })
    jax.tree.dispose(tuned)
  }
  return ablations
}
