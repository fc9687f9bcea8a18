import type { RandomStream } from '#lib/experiments/runtime/random.ts'
import type { MlpShape } from './mlp.ts'
import type { MicroBatch } from './sharded-training.ts'

/**
 * Standard-normal rows and what a fixed random function makes of them, tanh of a linear map: something to learn.
 * @returns the whole batch; `split` cuts it into the ranks' micro-batches, in order.
 */
export function drawBatch(shape: MlpShape, rows: number, random: RandomStream): MicroBatch {
  const { width, outputs } = shape
  const teacher = random.fork('teacher').normals(width * outputs, width ** -0.5)
  const x = random.fork('rows').normals(rows * width)
  const target = new Float32Array(rows * outputs)
  for (let row = 0; row < rows; row++)
    for (let output = 0; output < outputs; output++) {
      let sum = 0
      for (let at = 0; at < width; at++)
        sum += (x[row * width + at] as number) * (teacher[at * outputs + output] as number)
      target[row * outputs + output] = Math.tanh(sum)
    }
  return { x, target }
}

/** Every rank gets as many rows as any other. */
export function split(batch: MicroBatch, world: number): MicroBatch[] {
  const part = (values: Float32Array<ArrayBuffer>, rank: number) =>
    values.slice((rank * values.length) / world, ((rank + 1) * values.length) / world)
  return Array.from({ length: world }, (_, rank) => ({ x: part(batch.x, rank), target: part(batch.target, rank) }))
}
