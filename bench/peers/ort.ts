import * as ort from 'onnxruntime-web/webgpu'
import { SOFTMAX, type Subject, numbers, timed } from '../experiments/subject.ts'
import { onnxModel } from './onnx-model.ts'

/** The same work in ONNX Runtime Web, which computes models and trains none. */

type Feed = { name: string; shape: readonly number[]; values: Float32Array }

async function operation(device: string, operator: string, feeds: readonly Feed[], shape: readonly number[]) {
  const model = onnxModel(operator, feeds, { name: 'y', shape })
  const session = await ort.InferenceSession.create(model, { executionProviders: [device] })
  const inputs = Object.fromEntries(
    feeds.map(({ name, values, shape }) => [name, new ort.Tensor('float32', values, [...shape])]),
  )
  return async () => {
    const { y } = await session.run(inputs)
    const values = (await y?.getData()) as Float32Array
    y?.dispose()
    return values
  }
}

const product = (device: string, n: number) => {
  const shape = [n, n]
  const feeds = [
    { name: 'a', shape, values: numbers(n * n, 1) },
    { name: 'b', shape, values: numbers(n * n, 2) },
  ]
  return operation(device, 'MatMul', feeds, shape)
}

let run: Subject['run'] | null = null
export const subject: Subject = {
  async start(device) {
    ort.env.wasm.wasmPaths = '/ort/'
    ort.env.wasm.numThreads = 1
    const { rows, columns } = SOFTMAX
    const x = { name: 'x', shape: [rows, columns], values: numbers(rows * columns, 3) }
    run = timed({
      'matmul 512': await product(device, 512),
      'matmul 1024': await product(device, 1024),
      'softmax 4096×1024': await operation(device, 'Softmax', [x], x.shape),
      'training step': null,
    })
    return `onnxruntime-web, ${device}`
  },
  run: (task) => (run ? run(task) : Promise.reject(new Error('Not started.'))),
}
Object.assign(globalThis, { subject })
