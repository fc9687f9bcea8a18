import type { FigureSpec } from '#lib/experiments/runtime/contract.ts'

export const figures = {
  losses: {
    kind: 'lines',
    title: 'Loss on held-out prompts while training',
    caption:
      'With the context, and without it but with W + ΔW: the two lie on one another. One step of gradient descent on the examples, with the best step length, is the best that was to be hoped for from one layer of attention.',
    x: { label: 'training step' },
    y: { label: 'mean square error', scale: 'log' },
    series: {
      withContext: { label: 'with context: T_W(C, x)' },
      patched: { label: 'without context: T_{W+ΔW}(x)', dashed: true },
      alone: { label: 'without either: T_W(x)' },
      zero: { label: 'always answering 0', dashed: true },
      oneStep: { label: 'one gradient step on the examples', dashed: true },
    },
  },
  errors: {
    kind: 'lines',
    title: 'How exact the identity is, at every checkpoint',
    caption:
      'Greatest difference over the held-out prompts, relative to the answers’ root mean square. float32 keeps about seven digits.',
    x: { label: 'training step' },
    y: { label: 'relative error', scale: 'log' },
    series: {
      plain: { label: 'no skip connection: ΔW' },
      skip: { label: 'skip connection: ΔW and Δb′' },
      skipWithoutBias: { label: 'skip connection: ΔW alone' },
    },
  },
  convergence: {
    kind: 'lines',
    title: 'How much one more example changes ΔW',
    x: { label: 'examples in the context', scale: 'log' },
    y: { label: '‖ΔW_{i+1} − ΔW_i‖', scale: 'log' },
    series: {
      median: { label: 'median over prompts', marks: 'both' },
      mean: { label: 'mean over prompts' },
    },
  },
  fineTuning: {
    kind: 'lines',
    title: 'Implicit update and explicit fine-tuning, example by example',
    caption: 'Test loss at the prompts’ own queries, always without the context.',
    x: { label: 'examples used' },
    y: { label: 'test loss' },
    series: {
      implicit: { label: 'implicit: W + ΔW_i' },
      explicit: { label: 'explicit: W after i gradient steps' },
    },
  },
  spectrum: {
    kind: 'table',
    title: 'Singular values of ΔW',
    caption: 'Of the first prompts’ ΔW, written out as matrices.',
    columns: [
      { key: 'prompt', label: 'Prompt' },
      { key: 'first', label: 'First' },
      { key: 'second', label: 'Second' },
      { key: 'ratio', label: 'Second / first' },
    ],
  },
  beyond: {
    kind: 'table',
    title: 'Beyond the theorem',
    caption: 'Root mean square error relative to the true answers: 0 is exact, 1 is as wrong as answering 0.',
    columns: [
      { key: 'where', label: 'Where' },
      { key: 'update', label: 'What stands in for the context' },
      { key: 'error', label: 'Relative error' },
    ],
  },
} as const satisfies Record<string, FigureSpec>
