import { type Compute, type ComputeArray, startCompute } from '#lib/experiments/runtime/compute.ts'
import type { DeviceKind } from '#lib/experiments/runtime/contract.ts'
import { createBlock, weightShapes } from '../../experiments/learning-without-training/model.ts'
import type { Weights } from '../../experiments/learning-without-training/model.ts'
import { createTraining } from '../../experiments/learning-without-training/training.ts'
import { SOFTMAX, type Subject, TRAINING, numbers, timed } from './subject.ts'

/** The experiments' own compute library, in a page of the bench. */

const read = async (array: ComputeArray) => (await array.data()) as Float32Array

function product(jax: Compute, n: number) {
  const a = jax.numpy.array(numbers(n * n, 1)).reshape([n, n])
  const b = jax.numpy.array(numbers(n * n, 2)).reshape([n, n])
  const multiply = jax.jit((x: ComputeArray, y: ComputeArray) => jax.numpy.matmul(x, y))
  return () => read(multiply(a.ref, b.ref))
}

function softmax(jax: Compute) {
  const { rows, columns } = SOFTMAX
  const x = jax.numpy.array(numbers(rows * columns, 3)).reshape([rows, columns])
  const apply = jax.jit((values: ComputeArray) => jax.nn.softmax(values, -1))
  return () => read(apply(x.ref))
}

/** The very functions of the first experiment: one step of Adam on a batch of prompts. */
function trainingStep(jax: Compute) {
  const { numpy: np, tree } = jax
  const { batch, examples, dimension, width, heads, hidden } = TRAINING
  const sizes = { dimension, width, heads, hidden }
  const training = createTraining(jax, createBlock(jax, sizes, 'none'))
  let seed = 10
  const first = Object.entries(weightShapes(sizes)).map(([name, shape]) => {
    const length = shape.reduce((all, one) => all * one, 1)
    return [name, np.array(numbers(length, seed++)).reshape(shape)] as const
  })
  let weights = Object.fromEntries(first) as Weights
  let moments = training.start(weights)
  const tokens = np
    .array(numbers(batch * (examples + 1) * (dimension + 1), 4))
    .reshape([batch, examples + 1, dimension + 1])
  const queries = tokens.ref.slice([], [examples, examples + 1])
  const mask = np.zeros([batch, 1, examples + 1])
  const targets = np.array(numbers(batch, 5))
  let count = 0
  return async () => {
    const step = training.step(++count, 1e-3, weights, moments, {
      queries: queries.ref,
      tokens: tokens.ref,
      mask: mask.ref,
      targets: targets.ref,
    })
    ;({ weights, moments } = step)
    const loss = await read(step.loss)
    // The loss is known before the weights are: the step ends when they are there.
    await jax.blockUntilReady(tree.ref(weights)).then((ready) => tree.dispose(ready))
    return loss
  }
}

let run: Subject['run'] | null = null
export const subject: Subject = {
  async start(device) {
    const jax = await startCompute(device as DeviceKind)
    run = timed({
      'matmul 512': product(jax, 512),
      'matmul 1024': product(jax, 1024),
      'softmax 4096×1024': softmax(jax),
      'training step': trainingStep(jax),
    })
    return `jax-js, ${device}`
  },
  run: (task) => (run ? run(task) : Promise.reject(new Error('Not started.'))),
}
Object.assign(globalThis, { subject })
