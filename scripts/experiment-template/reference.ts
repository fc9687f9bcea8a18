import type { RandomStream } from '#lib/experiments/runtime/random.ts'

/**
 * The same in plain TypeScript and float64, written without looking at the experiment: the variance of
 * `means` means of `draws` numbers each, times `draws`.
 */
export function scaledVariance(random: RandomStream, draws: number, means: number): number {
  let sum = 0
  for (let at = 0; at < means; at++) {
    let total = 0
    for (let draw = 0; draw < draws; draw++) total += Math.fround(random.normal())
    sum += (total / draws) ** 2
  }
  return (sum / means) * draws
}
