import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js'
import '@tensorflow/tfjs-core/dist/register_all_gradients.js'
import '@tensorflow/tfjs-backend-cpu'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import '@tensorflow/tfjs-backend-webgpu'
import { SOFTMAX, type Subject, TRAINING, numbers, timed } from '../experiments/subject.ts'

/** The same work in TensorFlow.js, written as its own examples are. */

async function read(make: () => tf.Tensor): Promise<ArrayLike<number>> {
  const result = tf.tidy(make)
  const values = await result.data()
  result.dispose()
  return values
}

function product(n: number) {
  const a = tf.tensor2d(numbers(n * n, 1), [n, n])
  const b = tf.tensor2d(numbers(n * n, 2), [n, n])
  return () => read(() => tf.matMul(a, b))
}

function softmax() {
  const x = tf.tensor2d(numbers(SOFTMAX.rows * SOFTMAX.columns, 3), [SOFTMAX.rows, SOFTMAX.columns])
  return () => read(() => tf.softmax(x, -1))
}

/** The block of experiments/learning-without-training/model.ts without a skip connection, and tf's own Adam. */
function trainingStep() {
  const { batch, examples, dimension, width, heads, hidden } = TRAINING
  const [entries, perHead, count] = [dimension + 1, width / heads, examples + 1]
  let seed = 10
  const weight = (...shape: number[]) =>
    tf.variable(
      tf.tensor(
        numbers(
          shape.reduce((all, one) => all * one, 1),
          seed++,
        ),
        shape,
      ),
    )
  const embedding = weight(entries, width) as tf.Variable<tf.Rank.R2>
  const query = weight(width, width) as tf.Variable<tf.Rank.R2>
  const key = weight(width, width) as tf.Variable<tf.Rank.R2>
  const value = weight(width, width) as tf.Variable<tf.Rank.R2>
  const inner = weight(hidden, width) as tf.Variable<tf.Rank.R2>
  const innerBias = weight(hidden)
  const outer = weight(width, hidden) as tf.Variable<tf.Rank.R2>
  const outerBias = weight(width)
  const readout = weight(width)
  const tokens = tf.tensor3d(numbers(batch * count * entries, 4), [batch, count, entries])
  const queries = tf.tidy(() => tokens.slice([0, examples, 0], [batch, 1, entries]).reshape([batch, entries]))
  const mask = tf.zeros([batch, 1, count])
  const targets = tf.tensor1d(numbers(batch, 5))
  const byHead = (x: tf.Tensor, rows: number) => tf.transpose(tf.reshape(x, [rows, heads, perHead]), [1, 0, 2])

  const loss = () => {
    const question = byHead(tf.matMul(tf.matMul(queries as tf.Tensor2D, embedding), query), batch)
    const keys = byHead(tf.matMul(embedding, key), entries)
    const values = byHead(tf.matMul(embedding, value), entries)
    const probe = tf.transpose(tf.matMul(question, keys, false, true), [1, 0, 2])
    const scores = tf.mul(tf.matMul(probe, tokens, false, true), 1 / Math.sqrt(perHead))
    const seen = tf.softmax(tf.add(scores, mask), -1)
    const average = tf.transpose(tf.matMul(seen, tokens), [1, 0, 2])
    const attention = tf.reshape(tf.transpose(tf.matMul(average, values), [1, 0, 2]), [batch, width])
    const active = tf.relu(tf.add(tf.matMul(attention as tf.Tensor2D, inner, false, true), innerBias))
    const output = tf.add(tf.matMul(active as tf.Tensor2D, outer, false, true), outerBias)
    const answer = tf.reshape(tf.matMul(output as tf.Tensor2D, tf.reshape(readout, [width, 1]) as tf.Tensor2D), [batch])
    return tf.mean(tf.square(tf.sub(answer, targets))) as tf.Scalar
  }
  const optimizer = tf.train.adam(1e-3)
  const variables = [embedding, query, key, value, inner, innerBias, outer, outerBias, readout]
  return async () => {
    const cost = optimizer.minimize(loss, true, variables)
    const values = (await cost?.data()) ?? []
    cost?.dispose()
    // The loss is known before the weights are: the step ends when they are there.
    await inner.data()
    return values
  }
}

let run: Subject['run'] | null = null
export const subject: Subject = {
  async start(device) {
    setWasmPaths('/tfjs-wasm/')
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
    if (!(await tf.setBackend(device))) throw new Error(`tfjs has no ${device} here.`)
    await tf.ready()
    run = timed({
      'matmul 512': product(512),
      'matmul 1024': product(1024),
      'softmax 4096×1024': softmax(),
      'training step': trainingStep(),
    })
    return `tfjs, ${tf.getBackend()}`
  },
  run: (task) => (run ? run(task) : Promise.reject(new Error('Not started.'))),
}
Object.assign(globalThis, { subject })
