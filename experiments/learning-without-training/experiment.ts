import { type ExperimentContext, type ValuesOf, defineExperiment } from '#lib/experiments/runtime/contract.ts'
import { expectedOneStepLoss, oneGradientStepLoss, zeroPredictorLoss } from './baselines.ts'
import { tryBeyond } from './beyond-the-theorem.ts'
import { claims } from './claims.ts'
import { growContext, mean, median, powerLawExponent } from './context-growth.ts'
import { type Prompts, drawPrompts } from './data.ts'
import { figures } from './figures.ts'
import { correlation, fineTuneOnExamples, meanCosine } from './fine-tuning.ts'
import type { Look } from './identity.ts'
import type { Formula } from './implicit-update.ts'
import type { Block, Weights, Wiring } from './model.ts'
import { parameters } from './parameters.ts'
import { referenceAnswer, tokensOf } from './reference.ts'
import { singularValues } from './singular-values.ts'
import { trainAndCheck } from './train-and-check.ts'

type Context = ExperimentContext<ValuesOf<typeof parameters>>
/** The block without a skip connection, and the worst error of the identity over its training. */
type Trained = { block: Block; weights: Weights; worst: number }
/** Test losses of W + ΔW_i for every i; ΔW with all examples, [B, H, m]; the worst error of the identity over all i. */
type Grown = { losses: number[]; updates: Float32Array; worst: number }

const HELD_OUT = 256
const TASKS = 100
const SPECTRA = 16
const IN_FLOAT64 = 32
/** Where the best that one layer of attention can hope for leaves more of the loss than this, little is to be seen. */
const LITTLE_HOPE = 0.2
/** With fewer examples than this, a fifth of them is too few to speak of a trend, and so many gradient steps change little. */
const FEW_EXAMPLES = 15

export default defineExperiment({
  title: 'What a context does to the weights',
  question: 'Is a prompt’s context the same as a rank-one update of the MLP’s first matrix?',
  paper: {
    title: 'Learning without training: The implicit dynamics of in-context learning',
    arxiv: '2507.16003',
  },
  parameters,
  seed: 1,
  budget: { seconds: 60, megabytes: 512 },
  agreement: 0.01,
  claims,
  figures,
  quick: { steps: 150, examples: 20, width: '16', hidden: 32, batch: 64, learningRate: 0.02 },
  async run(context) {
    const { random, parameters: chosen } = context
    const size = { dimension: chosen.dimension, examples: chosen.examples }
    const heldOut = drawPrompts(random.fork('held-out prompts'), { count: HELD_OUT, ...size })
    const trained = await train(context, heldOut)
    const tasks = drawPrompts(random.fork('tasks'), { count: TASKS, ...size })
    const grown = await watchContextGrow(context, trained, tasks)
    context.measure(
      'identity',
      Math.max(trained.worst, grown.worst),
      `the formula itself, in float64 on the trained weights: ${(await errorInFloat64(trained, heldOut)).toPrecision(2)}`,
    )
    await compareWithFineTuning(context, trained, tasks, grown)
    await goBeyond(context, trained, tasks)
  },
})

/** Trains with and without a skip connection; draws the losses and answers what is asked of every step. */
async function train(context: Context, heldOut: Prompts): Promise<Trained> {
  const { parameters: chosen } = context
  const zero = zeroPredictorLoss(heldOut)
  const oneStep = oneGradientStepLoss(heldOut)
  const skip = chosen.skip as Wiring
  let gap = 0
  let withoutBias = 0
  const last: { plain: Look | null; skipping: Look | null } = { plain: null, skipping: null }
  const drawPlain = (step: number, look: Look) => {
    last.plain = look
    gap = Math.max(gap, Math.abs(look.withContext - look.patched) / look.withContext)
    const losses = { ...look, zero, oneStep }
    for (const name of ['withContext', 'patched', 'alone', 'zero', 'oneStep'] as const)
      context.point('losses', name, step, losses[name])
    context.point('errors', 'plain', step, look.error)
  }
  const drawSkipping = (step: number, look: Look) => {
    last.skipping = look
    withoutBias = Math.max(withoutBias, look.errorWithoutBias)
    context.point('errors', 'skip', step, look.error)
    context.point('errors', 'skipWithoutBias', step, look.errorWithoutBias)
  }
  const plan = {
    ...chosen,
    sizes: {
      dimension: chosen.dimension,
      width: Number(chosen.width),
      heads: Number(chosen.heads),
      hidden: chosen.hidden,
    },
    lengths: chosen.lengths as 'full' | 'mixed',
    formula: chosen.formula as Formula,
  }
  const wirings: Wiring[] = skip === 'none' ? ['none'] : ['none', skip]
  const [trained] = await trainAndCheck(context, plan, wirings, heldOut, (step, trainee, look) =>
    trainee === 0 ? drawPlain(step, look) : drawSkipping(step, look),
  )
  const { plain, skipping } = last
  if (!trained || !plain) throw new Error('Nothing was trained.')
  answerTraining(context, { zero, oneStep, gap, withoutBias, plain, skipping })
  return { ...trained, worst: plain.worst }
}

type Training = {
  zero: number
  oneStep: number
  gap: number
  withoutBias: number
  plain: Look
  skipping: Look | null
}

/** Answers the claims on training and on every step of it. */
function answerTraining(context: Context, { zero, oneStep, gap, withoutBias, plain, skipping }: Training): void {
  const { parameters: chosen } = context
  const hope = expectedOneStepLoss(chosen.dimension, chosen.examples) / chosen.dimension
  const learned = plain.withContext / zero
  const found = `loss ${plain.withContext.toPrecision(3)}; answering 0: ${zero.toPrecision(3)}; one gradient step on the examples: ${oneStep.toPrecision(3)}`
  if (learned > claims.learns.expected && hope > LITTLE_HOPE)
    context.undecided('learns', `Even one gradient step would leave ${hope.toPrecision(2)} of it: ${found}`, learned)
  else context.measure('learns', learned, found)
  context.measure('curves', gap)
  context.metric('loss with context', plain.withContext)
  context.metric('loss without context', plain.alone)
  context.metric('loss of answering 0', zero)
  context.metric('loss of one gradient step', oneStep)
  if (skipping) {
    context.measure('skip', skipping.worst, `with ΔW alone, without Δb′: ${withoutBias.toPrecision(2)}`)
    context.metric('loss with context, skip connection', skipping.withContext)
  } else context.undecided('skip', 'No block with a skip connection was trained.')
}

/**
 * The same identity once more on the trained weights, by plain float64 code that shares nothing with the model: what
 * is left when rounding hardly counts. Relative to the answers' root mean square.
 */
async function errorInFloat64({ block, weights }: Trained, heldOut: Prompts): Promise<number> {
  const plain = {} as Record<keyof Weights, ArrayLike<number>>
  for (const name of Object.keys(weights) as (keyof Weights)[]) plain[name] = await weights[name].ref.data()
  let worst = 0
  let scale = 0
  for (let prompt = 0; prompt < IN_FLOAT64; prompt++) {
    const tokens = tokensOf(heldOut.tokens, prompt, heldOut.examples + 1, heldOut.dimension + 1)
    const answer = referenceAnswer(plain, block.sizes, block.wiring, tokens)
    worst = Math.max(worst, Math.abs(answer.withContext - answer.patched))
    scale += answer.withContext ** 2 / IN_FLOAT64
  }
  return worst / Math.sqrt(scale)
}

/** Adds the examples one at a time, and takes the last ΔW apart. */
async function watchContextGrow(context: Context, { block, weights }: Trained, tasks: Prompts): Promise<Grown> {
  const medians: [number, number][] = []
  const losses: number[] = []
  let worst = 0
  const updates = await growContext(
    context.jax,
    block,
    weights,
    tasks,
    context.parameters.formula as Formula,
    async ({ examples, testLoss, change, error }) => {
      losses.push(testLoss)
      worst = Math.max(worst, error)
      context.point('fineTuning', 'implicit', examples, testLoss)
      if (change.length > 0) {
        medians.push([examples, median(change)])
        context.point('convergence', 'median', examples, median(change))
        context.point('convergence', 'mean', examples, mean(change))
      }
      await context.tick(0.82 + (0.08 * examples) / tasks.examples, 'growing the context')
    },
  )
  const fifth = Math.max(1, Math.round(medians.length / 5))
  const values = medians.map(([, value]) => value)
  const exponent = powerLawExponent(medians)
  const shrunk = mean(values.slice(-fifth)) / mean(values.slice(0, fifth))
  decide(context, 'converges', shrunk, `best power law: i to the ${exponent.toFixed(2)}`, tasks.examples)
  context.metric('exponent of the change of ΔW', exponent)

  const { hidden, width } = block.sizes
  let greatest = 0
  for (let prompt = 0; prompt < SPECTRA; prompt++) {
    const matrix = updates.subarray(prompt * hidden * width, (prompt + 1) * hidden * width)
    const [first = NaN, second = NaN] = singularValues(matrix, hidden, width)
    greatest = Math.max(greatest, second / first)
    context.row('spectrum', { prompt: prompt + 1, first, second, ratio: second / first })
    await context.tick(0.9, 'taking ΔW apart')
  }
  context.measure('rank', greatest)
  return { losses, updates, worst }
}

async function compareWithFineTuning(
  context: Context,
  { block, weights }: Trained,
  tasks: Prompts,
  { losses: implicit, updates }: Grown,
): Promise<void> {
  const explicit: number[] = []
  const tuned = await fineTuneOnExamples(
    context.jax,
    block,
    weights,
    tasks,
    context.parameters.fineTuningRate,
    async (used, loss) => {
      explicit.push(loss)
      context.point('fineTuning', 'explicit', used, loss)
      await context.tick(0.9 + (0.08 * used) / tasks.examples, 'fine-tuning on the same examples')
    },
  )
  const fallOf = (losses: readonly number[]) => (losses.at(-1) ?? NaN) / (losses[0] ?? NaN)
  const [fallImplicit, fallExplicit] = [fallOf(implicit), fallOf(explicit)]
  context.measure('together', correlation(implicit, explicit))
  context.metric('cosine of ΔW and the fine-tuned change', meanCosine(updates, tuned, await weights.inner.ref.data()))
  const falls = `implicit ${fallImplicit.toPrecision(3)}, explicit ${fallExplicit.toPrecision(3)}`
  decide(context, 'bothFall', Math.max(fallImplicit, fallExplicit), falls, tasks.examples)
}

/** Answers a claim on a trend over the examples; with few of them, only in favour. */
function decide(context: Context, claim: 'converges' | 'bothFall', value: number, note: string, examples: number) {
  if (examples < FEW_EXAMPLES && !(value <= claims[claim].expected))
    context.undecided(claim, `${examples} examples are few for a trend; ${note}`, value)
  else context.measure(claim, value, note)
}

async function goBeyond(context: Context, { block, weights }: Trained, tasks: Prompts): Promise<void> {
  const formula = context.parameters.formula as Formula
  const reach = await tryBeyond(context.jax, block, weights, tasks, context.random.fork('next queries'), formula)
  const row = (where: string, update: string, error: number) => context.row('beyond', { where, update, error })
  row('second answer', 'the first answer’s ΔW', reach.secondTokenReused)
  row('second answer', 'nothing', reach.secondTokenUnpatched)
  row('second answer', 'a ΔW made anew for it', reach.secondTokenRenewed)
  row('second block', 'the first block’s ΔW in both', reach.secondBlockReused)
  row('second block', 'the first block’s ΔW in the first only', reach.secondBlockUnpatched)
  row('second block', 'a ΔW of its own in each', reach.secondBlockOwn)
  context.measure('secondToken', reach.secondTokenReused, `made anew: ${reach.secondTokenRenewed.toPrecision(2)}`)
  context.measure(
    'secondBlock',
    reach.secondBlockReused,
    `with a ΔW of its own: ${reach.secondBlockOwn.toPrecision(2)}`,
  )
  await context.tick(1, 'done')
}
