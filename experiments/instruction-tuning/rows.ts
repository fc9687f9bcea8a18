import type { RandomStream } from '#lib/experiments/runtime/random.ts'
import { ALL_TASKS, type Cluster, LIST, type Task, drawList } from './tasks.ts'
import { EOS, INSTRUCTIONS, PAD, STATEMENTS, tokenOf, writeAnswer, writePrompt } from './templates.ts'

/** Where the separator stands in every row: prompts end at it, whatever their length, and targets begin after it. */
export const SEPARATOR = 7
/** Prompt, separator, a target as long as a list, its end. */
export const ROW = SEPARATOR + LIST + 2

/** One row of training. `counted[i]` says whether the prediction of token i enters the loss. */
export type TrainingRow = { tokens: number[]; counted: boolean[] }

const pad = tokenOf(PAD)
const end = tokenOf(EOS)

/** Puts `before` so that it ends at the separator's place and `after` behind it, padded to a row. */
function align(before: readonly number[], after: readonly number[]): number[] {
  const left = SEPARATOR + 1 - before.length
  if (left < 0) throw new RangeError(`A prompt of ${before.length} tokens does not fit a row.`)
  const tokens = [...Array.from({ length: left }, () => pad), ...before, ...after].slice(0, ROW)
  return [...tokens, ...Array.from({ length: ROW - tokens.length }, () => pad)]
}

/**
 * An example of instruction tuning: instruction, separator, target, end. Only what comes after the
 * separator is counted: the target and the token that ends it.
 */
export function tuningRow(pattern: string, task: Task, list: readonly number[]): TrainingRow {
  const target = [...writeAnswer(task.solve(list)), end]
  const tokens = align([...writePrompt(pattern, task, list), end], target)
  return { tokens, counted: tokens.map((_, at) => at > SEPARATOR && at <= SEPARATOR + target.length) }
}

/** A statement up to where its answer begins, and the answer: how a plain language model is asked. */
export function statementRow(pattern: string, task: Task, list: readonly number[]): TrainingRow {
  const tokens = align(writePrompt(pattern, task, list), [...writeAnswer(task.solve(list)), end])
  return { tokens, counted: tokens.map((token, at) => at > 0 && token !== pad) }
}

export type RawText = {
  /** Tasks that raw text states facts of and answers questions about. */
  stated: readonly Task[]
  /** Share of the documents that state a fact; the others begin with a question. */
  statements: number
  /** Share of the questions that an answer follows; after the others begins another document. */
  answered: number
}

/** A row of raw text, all of it counted but the padding: the plain language model's objective. */
export function rawRow(random: RandomStream, text: RawText): TrainingRow {
  const list = drawList(random, 'training')
  if (random.uniform() < text.statements) return statementRow(random.pick(STATEMENTS), random.pick(text.stated), list)
  // Questions are about every task: people ask also what nobody answers.
  const task = random.pick(ALL_TASKS)
  const question = [...writePrompt(random.pick(INSTRUCTIONS), task, list), end]
  const isAnswered = random.uniform() < text.answered && text.stated.includes(task)
  const next = isAnswered
    ? [...writeAnswer(task.solve(list)), end]
    : writePrompt(random.pick([...INSTRUCTIONS, ...STATEMENTS]), random.pick(ALL_TASKS), drawList(random, 'training'))
  const tokens = align(question, next)
  return { tokens, counted: tokens.map((token, at) => at > 0 && token !== pad) }
}

export type Tuning = {
  clusters: readonly Cluster[]
  /** False leaves the instruction away, as the paper's “no template”: the input alone, then the separator. */
  instructions: boolean
}

/** A row of tuning: clusters are drawn evenly, then tasks, then templates. */
export function drawTuningRow(random: RandomStream, tuning: Tuning): TrainingRow {
  const task = random.pick(random.pick(tuning.clusters).tasks)
  const pattern = tuning.instructions ? random.pick(INSTRUCTIONS) : 'L'
  return tuningRow(pattern, task, drawList(random, 'training'))
}

/** Rows as the model takes them: what it reads, what it shall predict, and each prediction's weight in the loss. */
export type Batch = {
  rows: number
  inputs: Int32Array<ArrayBuffer>
  targets: Int32Array<ArrayBuffer>
  weights: Float32Array<ArrayBuffer>
}

/** Places of a row that are read (all but its last token). */
export const PLACES = ROW - 1

export function toBatch(rows: readonly TrainingRow[]): Batch {
  const inputs = new Int32Array(rows.length * PLACES)
  const targets = new Int32Array(rows.length * PLACES)
  const weights = new Float32Array(rows.length * PLACES)
  rows.forEach(({ tokens, counted }, row) => {
    for (let place = 0; place < PLACES; place++) {
      inputs[row * PLACES + place] = tokens[place] as number
      targets[row * PLACES + place] = tokens[place + 1] as number
      weights[row * PLACES + place] = counted[place + 1] ? 1 : 0
    }
  })
  return { rows: rows.length, inputs, targets, weights }
}
