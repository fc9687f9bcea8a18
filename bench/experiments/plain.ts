import { SOFTMAX, type Subject, numbers, timed } from './subject.ts'

/** What a page can do with loops over Float32Arrays, on one thread. */

/** Row times column with the inner loop along rows of b: the order that caches like. */
function product(n: number) {
  const a = numbers(n * n, 1)
  const b = numbers(n * n, 2)
  return () => {
    const c = new Float32Array(n * n)
    for (let row = 0; row < n; row++) {
      for (let k = 0; k < n; k++) {
        const factor = a[row * n + k] as number
        for (let column = 0; column < n; column++) {
          c[row * n + column] = (c[row * n + column] as number) + factor * (b[k * n + column] as number)
        }
      }
    }
    return Promise.resolve(c)
  }
}

function softmax() {
  const { rows, columns } = SOFTMAX
  const x = numbers(rows * columns, 3)
  return () => {
    const y = new Float32Array(rows * columns)
    for (let from = 0; from < x.length; from += columns) {
      let greatest = -Infinity
      for (let at = from; at < from + columns; at++) greatest = Math.max(greatest, x[at] as number)
      let sum = 0
      for (let at = from; at < from + columns; at++) sum += y[at] = Math.exp((x[at] as number) - greatest)
      for (let at = from; at < from + columns; at++) y[at] = (y[at] as number) / sum
    }
    return Promise.resolve(y)
  }
}

export const subject: Subject = {
  start: () => Promise.resolve('plain JavaScript'),
  run: timed({
    'matmul 512': product(512),
    'matmul 1024': product(1024),
    'softmax 4096×1024': softmax(),
    'training step': null,
  }),
}
Object.assign(globalThis, { subject })
