import type { ClaimSpec, FigureSpec } from '#lib/experiments/runtime/contract.ts'

/** The sizes' names in figures, from the narrowest; each is twice as wide as the one before. */
export const SIZES = ['smallest', 'middle', 'largest'] as const
export type Size = (typeof SIZES)[number]

const points = { expected: 0, tolerance: 0, unit: 'share of answers' }

export const claims = {
  beatsUntuned: {
    source: 'Section 1 and Figure 7 (largest models)',
    statement: 'Instruction tuning improves a large model on task clusters that it was not tuned on, zero-shot.',
    measure:
      'Exact match on the held-out cluster at the largest size, tuned minus untuned, **both asked by the same instruction**; mean over seeds.',
    sense: 'at least',
    ...points,
  },
  beatsUntunedAtItsBest: {
    source: 'Section 3 and Figure 7 (largest models)',
    statement:
      'The tuned model is better on held-out clusters than the untuned one *with the prompts that suit the untuned one* (as we read it, the paper gives its base model the prompts of GPT-3).',
    measure:
      'Exact match on the held-out cluster at the largest size: tuned, minus untuned asked in the better of the two ways; mean over seeds.',
    sense: 'at least',
    ...points,
  },
  smallestLoses: {
    source: 'Section 4.2, Figure 7 (models of 8B parameters and less)',
    statement:
      'Tuning **hurts** small models on held-out tasks, perhaps because the tasks tuned on take up all their capacity.',
    measure:
      'Exact match on the held-out cluster at the smallest size: tuned, minus untuned asked in the better of the two ways; mean over seeds.',
    sense: 'at most',
    ...points,
  },
  seenBetter: {
    source: 'Section 2 (the premise)',
    statement:
      'On the clusters that it was tuned on, the tuned model follows the instructions better than the untuned.',
    measure:
      'Exact match over the clusters tuned on (other lists than in training), largest size, tuned minus untuned with the same instruction; mean over seeds.',
    sense: 'at least',
    ...points,
  },
  moreClusters: {
    source: 'Section 4.1, Figure 6',
    statement: 'Tuning on more task clusters is better for the held-out one.',
    measure:
      'Exact match on the held-out cluster, largest size: tuned on all chosen clusters minus tuned, for as many steps, on a third of them; mean over seeds.',
    sense: 'at least',
    ...points,
  },
  instructionsMatter: {
    source: 'Section 4.3, Figure 8',
    statement:
      'The instructions are what carries over: tuned on bare inputs and outputs, the model does worse on the held-out cluster.',
    measure:
      'Exact match on the held-out cluster, largest size, asked by instruction: tuned with instructions minus tuned without; mean over seeds.',
    sense: 'at least',
    ...points,
  },
  maskIsExact: {
    source: 'Section 2.4 (inputs and targets parted by a special EOS token) and the reading note',
    statement: 'The loss counts the target only: nothing before the separator is learned to be predicted.',
    measure:
      'Greatest $|\\partial L/\\partial \\text{logit}|$ over all predictions up to and including the separator, on 64 rows of tuning.',
    sense: 'at most',
    expected: 0,
    tolerance: 0,
  },
} as const satisfies Record<string, ClaimSpec>

export type AblatedClaim = 'moreClusters' | 'instructionsMatter'

export const figures = {
  loss: {
    kind: 'lines',
    title: 'Loss, of the first seed',
    caption: 'Raw text counts every token, tuning only the target: the two losses are means over different tokens.',
    x: { label: 'step' },
    y: { label: 'cross-entropy, nats per counted token' },
    series: {
      smallestRaw: { label: 'smallest, raw text', dashed: true },
      middleRaw: { label: 'middle, raw text', dashed: true },
      largestRaw: { label: 'largest, raw text', dashed: true },
      smallestTuning: { label: 'smallest, tuning' },
      middleTuning: { label: 'middle, tuning' },
      largestTuning: { label: 'largest, tuning' },
    },
  },
  heldOut: {
    kind: 'lines',
    title: 'The held-out cluster, zero-shot, against the size of the model',
    caption: 'Lines join the means over seeds; every point is one seed. The floor needs no understanding of the task.',
    x: { label: 'weights', scale: 'log' },
    y: { label: 'exact match, share' },
    series: {
      tuned: { label: 'tuned, asked by instruction' },
      untuned: { label: 'untuned, same instruction' },
      stated: { label: 'untuned, asked by statement', dashed: true },
      floor: { label: 'floor', dashed: true },
      tunedSeeds: { label: 'tuned, each seed', marks: 'points' },
      untunedSeeds: { label: 'untuned, same instruction, each seed', marks: 'points' },
      statedSeeds: { label: 'untuned, statement, each seed', marks: 'points' },
    },
  },
  sizes: {
    kind: 'table',
    title: 'The held-out cluster by size',
    caption:
      'Exact match, means over seeds; “gain” is tuned minus untuned at its best. The log-likelihoods are nats per token of the answer among all words: tuning raises them also by teaching that an answer comes now.',
    columns: [
      { key: 'width', label: 'Width' },
      { key: 'weights', label: 'Weights' },
      { key: 'untuned', label: 'Untuned, instruction' },
      { key: 'stated', label: 'Untuned, statement' },
      { key: 'tuned', label: 'Tuned' },
      { key: 'gain', label: 'Gain' },
      { key: 'spread', label: 'Spread of the gain' },
      { key: 'untunedLog', label: 'Log-likelihood, untuned' },
      { key: 'tunedLog', label: 'Log-likelihood, tuned' },
    ],
  },
  clusters: {
    kind: 'table',
    title: 'Every cluster, at the largest size',
    caption: 'Exact match on lists that no training row has, means over seeds.',
    columns: [
      { key: 'cluster', label: 'Cluster' },
      { key: 'role', label: 'In tuning' },
      { key: 'floor', label: 'Floor' },
      { key: 'untuned', label: 'Untuned, instruction' },
      { key: 'stated', label: 'Untuned, statement' },
      { key: 'tuned', label: 'Tuned' },
    ],
  },
  ablations: {
    kind: 'table',
    title: 'What tuning was on',
    caption:
      'The largest size, from the same base, for as many steps; exact match on the held-out cluster, asked by instruction.',
    columns: [
      { key: 'tuning', label: 'Tuned on' },
      { key: 'seed', label: 'Seed' },
      { key: 'exact', label: 'Exact match' },
    ],
  },
} as const satisfies Record<string, FigureSpec>
