import type { ParameterSpecs } from '#lib/experiments/runtime/contract.ts'

export const parameters = {
  dimension: {
    kind: 'integer',
    label: 'Dimension of x',
    default: 2,
    min: 1,
    max: 8,
    help: 'd: how many numbers the context has to teach.',
  },
  examples: { kind: 'integer', label: 'Examples in the context', default: 50, min: 5, max: 100, help: 'N.' },
  width: {
    kind: 'choice',
    label: 'Width',
    default: '32',
    options: ['8', '16', '32', '64', '128'].map((value) => ({ value, label: value })),
    help: 'm: columns of W.',
  },
  heads: {
    kind: 'choice',
    label: 'Attention heads',
    default: '4',
    options: ['1', '2', '4', '8'].map((value) => ({ value, label: value })),
    help: 'One head learns less: two can subtract what they have in common.',
  },
  hidden: { kind: 'integer', label: 'Hidden units', default: 64, min: 8, max: 256, step: 8, help: 'Rows of W.' },
  steps: { kind: 'integer', label: 'Training steps', default: 600, min: 20, max: 10000, step: 10 },
  batch: { kind: 'integer', label: 'Prompts in a step', default: 128, min: 8, max: 512, step: 8 },
  learningRate: { kind: 'number', label: 'Learning rate', default: 0.005, min: 0.0001, max: 0.05, step: 0.0001 },
  lengths: {
    kind: 'choice',
    label: 'Contexts in training',
    default: 'full',
    options: [
      { value: 'full', label: 'always all examples' },
      { value: 'mixed', label: 'a random number of them' },
    ],
  },
  skip: {
    kind: 'choice',
    label: 'Second block’s skip connection',
    default: 'around',
    options: [
      { value: 'around', label: 'around attention and MLP' },
      { value: 'residual', label: 'around each of them' },
      { value: 'none', label: 'train no second block' },
    ],
  },
  fineTuningRate: {
    kind: 'number',
    label: 'Fine-tuning’s learning rate',
    default: 0.01,
    min: 0.0001,
    max: 0.5,
    step: 0.0001,
  },
  formula: {
    kind: 'choice',
    label: 'Formula for ΔW',
    default: 'theorem',
    options: [
      { value: 'theorem', label: 'as in the theorem' },
      { value: 'norm-not-squared', label: 'planted error: norm not squared' },
      { value: 'product-transposed', label: 'planted error: product transposed' },
    ],
    help: 'Plant an error and see which claims notice.',
  },
} as const satisfies ParameterSpecs
