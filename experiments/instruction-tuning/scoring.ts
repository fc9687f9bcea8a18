import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import { type Shape, logitsOf } from './model.ts'
import { PLACES, ROW, SEPARATOR, statementRow, toBatch, tuningRow } from './rows.ts'
import { ALL_TASKS, CLUSTERS, type Cluster, type Task, floorOf, testLists } from './tasks.ts'
import { INSTRUCTIONS, STATEMENTS, VOCABULARY, optionsOf, writeAnswer } from './templates.ts'
import { type Trained, hold } from './training.ts'

/**
 * How the model is asked: `instruction` ends in the separator, as in tuning; `statement` is the wording in
 * which raw text gives answers, which suits a plain language model.
 */
export type Asking = 'instruction' | 'statement'

export type TestExample = { task: Task; tokens: number[]; answer: number[] }

/** Every task on every test list, templates taking turns: the same for every model and seed. */
export function testExamples(asking: Asking): TestExample[] {
  const patterns = asking === 'instruction' ? INSTRUCTIONS : STATEMENTS
  return ALL_TASKS.flatMap((task) =>
    testLists().map((list, at) => {
      const pattern = patterns[at % patterns.length] as string
      const row = asking === 'instruction' ? tuningRow(pattern, task, list) : statementRow(pattern, task, list)
      return { task, tokens: row.tokens, answer: writeAnswer(task.solve(list)) }
    }),
  )
}

export type Score = {
  /** Share of answers that are right as a whole, each token the likeliest of the task's options. */
  exact: number
  /** Mean natural logarithm of the probability of the answer's tokens, among all words. */
  logLikelihood: number
}

/**
 * Scores one answer from the logits of its row, [PLACES, vocabulary]. Each place sees the right tokens before it;
 * an answer counts only if every one is the likeliest, so this is what greedy writing would give.
 */
export function scoreAnswer(logits: Float32Array, { task, answer }: TestExample): { right: boolean; logs: number[] } {
  const size = VOCABULARY.length
  const options = optionsOf(task)
  const logs: number[] = []
  let right = true
  answer.forEach((token, at) => {
    const start = (SEPARATOR + at) * size
    const row = logits.subarray(start, start + size)
    const top = row.reduce((a, b) => Math.max(a, b), -Infinity)
    const total = row.reduce((sum, logit) => sum + Math.exp(logit - top), 0)
    const chosen = row[token] as number
    logs.push(chosen - top - Math.log(total))
    if (options.some((option) => option !== token && (row[option] as number) >= chosen)) right = false
  })
  return { right, logs }
}

/** Scores by cluster, each task of a cluster counting alike. */
export type Scores = Record<string, Score>

export type Scorer = {
  /** Keeps the weights. */
  score(weights: Trained, asking: Asking): Promise<Scores>
}

/** What each cluster's tasks give to one who has not understood them, on average. */
export function floorScore(cluster: Cluster): number {
  return cluster.tasks.reduce((sum, task) => sum + floorOf(task), 0) / cluster.tasks.length
}

export function createScorer(jax: Compute, shape: Shape): Scorer {
  const { numpy: np, jit } = jax
  const forward = jit((weights: Trained, tokens: ComputeArray) => logitsOf(jax, shape, weights, tokens))
  const sets = {
    instruction: testExamples('instruction'),
    statement: testExamples('statement'),
  }
  return {
    async score(weights, asking) {
      const examples = sets[asking]
      const { inputs, rows } = toBatch(examples.map(({ tokens }) => ({ tokens, counted: tokens.map(() => false) })))
      const logits = (await forward(
        hold(jax, weights),
        np.array(inputs).reshape([rows, PLACES]),
      ).data()) as Float32Array
      const perRow = (ROW - 1) * VOCABULARY.length
      const answers = examples.map((example, at) => ({
        task: example.task,
        ...scoreAnswer(logits.subarray(at * perRow, (at + 1) * perRow), example),
      }))
      return Object.fromEntries(
        CLUSTERS.map(({ name, tasks }) => {
          const own = answers.filter(({ task }) => tasks.includes(task))
          const logs = own.flatMap((answer) => answer.logs)
          return [
            name,
            {
              exact: own.filter(({ right }) => right).length / own.length,
              logLikelihood: logs.reduce((sum, log) => sum + log, 0) / logs.length,
            },
          ]
        }),
      )
    },
  }
}
