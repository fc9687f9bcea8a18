import type { Prompts } from './data.ts'

/**
 * What a predictor that needs no training reaches on the same prompts, so that the model's loss means something.
 * All in plain float64.
 */

/** Mean square error of answering 0, whose expectation is $E\langle w, x\rangle^2 = d$. */
export function zeroPredictorLoss(prompts: Prompts): number {
  let sum = 0
  for (const target of prompts.targets) sum += target * target
  return sum / prompts.count
}

/**
 * The best step length for one step of gradient descent from 0 on the N examples:
 * with $S = \frac1N\sum x_i x_i^\top$, $E[S] = I$ and $E[S^2] = (1 + \frac{d+1}{N}) I$, the loss
 * $d\,(1 - 2\eta + \eta^2 (1 + \frac{d+1}{N}))$ is least at this $\eta$.
 */
export const bestStepLength = (dimension: number, examples: number): number => 1 / (1 + (dimension + 1) / examples)

/** What that step reaches in expectation: $d\,(d+1)/(N+d+1)$. */
export const expectedOneStepLoss = (dimension: number, examples: number): number =>
  (dimension * (dimension + 1)) / (examples + dimension + 1)

/** Mean square error, on these very prompts, of $\hat y = \eta\, x^\top \frac1N \sum_i y_i x_i$ with the best $\eta$. */
export function oneGradientStepLoss(prompts: Prompts): number {
  const { count, dimension, examples, tokens, targets } = prompts
  const step = bestStepLength(dimension, examples) / examples
  const width = dimension + 1
  let loss = 0
  for (let prompt = 0; prompt < count; prompt++) {
    const start = prompt * (examples + 1) * width
    const query = start + examples * width
    let answer = 0
    for (let position = 0; position < examples; position++) {
      const at = start + position * width
      let along = 0
      for (let axis = 0; axis < dimension; axis++) along += (tokens[at + axis] ?? 0) * (tokens[query + axis] ?? 0)
      answer += step * along * (tokens[at + dimension] ?? 0)
    }
    loss += (answer - (targets[prompt] ?? 0)) ** 2
  }
  return loss / count
}
