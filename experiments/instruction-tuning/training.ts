import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import { type Shape, type Weights, logitsOf, maskedLoss } from './model.ts'
import { type Batch, PLACES } from './rows.ts'

export type Trained = Weights<ComputeArray>
type Moments = { m: Trained; v: Trained }

export type Trainer = {
  /** One step of Adam in place; the loss before it. */
  step(state: TrainingState, batch: Batch): ComputeArray
  begin(weights: Trained, steps: number, rate: number): TrainingState
  /** Gives the moments' memory back; the weights stay. */
  end(state: TrainingState): void
}
export type TrainingState = { weights: Trained; moments: Moments; done: number; steps: number; rate: number }

const referred = (jax: Compute, weights: Trained): Trained => jax.tree.ref(weights) as Trained

/** A second hold on the weights, so that a model can be tuned several times from one base. */
export const hold = referred

/** The learning rate over a phase: a short rise, then a cosine down to a tenth. */
export function rateAt(step: number, steps: number, rate: number): number {
  const rise = Math.min(1, (step + 1) / Math.max(1, Math.min(30, steps / 10)))
  return rate * rise * (0.1 + 0.45 * (1 + Math.cos((Math.PI * step) / steps)))
}

/** One compiled step serves raw text and tuning: they differ in the weights of the loss, which are data. */
export function createTrainer(jax: Compute, shape: Shape): Trainer {
  const { numpy: np, jit, valueAndGrad, tree } = jax
  const optimizer = jax.adam({ learningRate: 1, beta2: 0.99 })
  const loss = (weights: Trained, inputs: ComputeArray, targets: ComputeArray, counted: ComputeArray) =>
    maskedLoss(jax, logitsOf(jax, shape, weights, inputs), targets, counted)
  const compiled = jit(
    (
      weights: Trained,
      m: Trained,
      v: Trained,
      c1: ComputeArray,
      c2: ComputeArray,
      inputs: ComputeArray,
      targets: ComputeArray,
      counted: ComputeArray,
    ) => {
      const [value, gradients] = valueAndGrad(loss)(referred(jax, weights), inputs, targets, counted)
      return [value, ...optimizer.update(weights, gradients as Trained, m, v, c1, c2)] as [
        ComputeArray,
        Trained,
        Trained,
        Trained,
      ]
    },
  )
  return {
    begin: (weights, steps, rate) => ({
      moments: optimizer.init(tree.ref(weights) as Trained),
      weights,
      done: 0,
      steps,
      rate,
    }),
    end(state) {
      tree.dispose(state.moments.m)
      tree.dispose(state.moments.v)
    },
    step(state, batch) {
      const [c1, c2] = optimizer.corrections(state.done + 1)
      const [value, weights, m, v] = compiled(
        state.weights,
        state.moments.m,
        state.moments.v,
        np.array(c1 * rateAt(state.done, state.steps, state.rate)),
        np.array(c2),
        np.array(batch.inputs).reshape([batch.rows, PLACES]),
        np.array(batch.targets),
        np.array(batch.weights),
      )
      Object.assign(state, { weights, moments: { m, v }, done: state.done + 1 })
      return value
    },
  }
}
