import type { FigureSpec } from '#lib/experiments/runtime/contract.ts'

/** Tokens of the whole batch, powers of two: the columns of “who wins”. */
export const BATCHES = [
  { power: 10, label: '1 Ki' },
  { power: 12, label: '4 Ki' },
  { power: 14, label: '16 Ki' },
  { power: 16, label: '64 Ki' },
  { power: 18, label: '256 Ki' },
  { power: 20, label: '1 Mi' },
]

export const figures = {
  loss: {
    kind: 'lines',
    title: 'Training, sharded and not',
    caption: 'Loss over the whole batch at the chosen W and F, and of one model that never heard of ranks.',
    x: { label: 'step' },
    y: { label: 'mean squared error' },
    series: { unsharded: { label: 'unsharded' }, sharded: { label: 'sharded', dashed: true, marks: 'both' } },
  },
  drift: {
    kind: 'lines',
    title: 'How far they come apart',
    caption:
      'Greatest difference of a parameter between the two runs, as a share of the greatest parameter. They start equal; rounding is all that parts them.',
    x: { label: 'step' },
    y: { label: 'relative difference', scale: 'log' },
    series: { parameters: { label: 'parameters', marks: 'both' } },
  },
  volumes: {
    kind: 'table',
    title: 'What a rank sends in one step',
    caption:
      'Counted by the collectives while they copied, float32, averaged over the ranks. “Host to host” is what crosses between hosts of the chosen number of devices when the ring goes through the ranks in order. The gradient’s greatest error is a few units in a number’s last place, so several F may show the same one.',
    columns: [
      { key: 'factor', label: 'F' },
      { key: 'total', label: 'sent', unit: 'KiB' },
      { key: 'formula', label: 'formula', unit: 'KiB' },
      { key: 'between', label: 'host to host', unit: 'KiB' },
      { key: 'gradient', label: 'gradient’s error' },
      { key: 'gather', label: 'all-gathers', unit: 'KiB' },
      { key: 'scatter', label: 'reduce-scatter', unit: 'KiB' },
      { key: 'reduce', label: 'all-reduce', unit: 'KiB' },
    ],
  },
  memory: {
    kind: 'table',
    title: 'What a rank holds at its peak',
    caption:
      'Live buffers of the fullest rank in one step without prefetching. Each column is a peak of its own, and they do not come at once; “everything” is the peak of all together, “parameters” that of shards and gathered units, whose bound is Σψ/F + max ψ of Section 3.2.1.',
    columns: [
      { key: 'factor', label: 'F' },
      { key: 'parameters', label: 'parameters', unit: 'KiB' },
      { key: 'bound', label: 'bound', unit: 'KiB' },
      { key: 'shards', label: 'shards of them', unit: 'KiB' },
      { key: 'total', label: 'everything', unit: 'KiB' },
      { key: 'optimizer', label: 'optimizer', unit: 'KiB' },
      { key: 'gradients', label: 'gradients', unit: 'KiB' },
      { key: 'activations', label: 'activations', unit: 'KiB' },
    ],
  },
  live: {
    kind: 'lines',
    title: 'Memory of one rank through a step',
    caption: 'All live buffers of rank 0 after every allocation and release; the peaks are gathered units.',
    x: { label: 'allocations and releases' },
    y: { label: 'KiB held' },
    series: {
      replicated: { label: 'F = 1, replicated' },
      hybrid: { label: 'hybrid, the chosen F' },
      full: { label: 'F = W, fully sharded' },
    },
  },
  timeline: {
    kind: 'timeline',
    title: 'One training step: a model of time, not a measurement',
    caption:
      'Discrete-event model of one device’s two streams for the chosen cluster, width and tokens, at the chosen F.',
    unit: 'ms',
    kinds: {
      forward: { label: 'forward' },
      backward: { label: 'backward' },
      'all-gather': { label: 'all-gather' },
      'reduce-scatter': { label: 'reduce-scatter' },
      'all-reduce': { label: 'all-reduce' },
    },
  },
  schedules: {
    kind: 'table',
    title: 'The same step, scheduled differently (model of time)',
    columns: [
      { key: 'schedule', label: 'schedule' },
      { key: 'step', label: 'step', unit: 'ms' },
      { key: 'exposed', label: 'exposed communication', unit: 'ms' },
      { key: 'hidden', label: 'hidden', unit: '%' },
      { key: 'alive', label: 'gathered units alive' },
    ],
  },
  bytes: {
    kind: 'lines',
    title: 'Parameters or activations: bytes sent by a rank',
    caption:
      'Points are counted by collectives on buffers of those sizes, lines are the formulas. Computed width, F = W.',
    x: { label: 'rows in the whole batch', scale: 'log' },
    y: { label: 'KiB per rank and step', scale: 'log' },
    series: {
      fsdp: { label: 'FSDP, counted', marks: 'points' },
      tensorParallel: { label: 'tensor parallel, counted', marks: 'points' },
      fsdpFormula: { label: 'FSDP, 3M(W−1)/W', dashed: true },
      tensorParallelFormula: { label: 'tensor parallel, 16·rows·d·L(W−1)/W', dashed: true },
    },
  },
  crossovers: {
    kind: 'table',
    title: 'Where they send the same',
    columns: [
      { key: 'width', label: 'width d' },
      { key: 'predicted', label: 'predicted', unit: 'rows' },
      { key: 'counted', label: 'counted', unit: 'rows' },
      { key: 'perWidth', label: 'rows / d' },
    ],
  },
  stepTime: {
    kind: 'lines',
    title: 'Step time against the batch (model of time)',
    caption: 'The modelled cluster and width, the same batch for all; FSDP prefetches as chosen.',
    x: { label: 'tokens in the whole batch', scale: 'log' },
    y: { label: 'ms', scale: 'log' },
    series: {
      chosen: { label: 'FSDP, the chosen F' },
      full: { label: 'FSDP, F = W', dashed: true },
      tensorParallel: { label: 'tensor parallel' },
    },
  },
  winners: {
    kind: 'table',
    title: 'Who wins (model of time)',
    caption:
      'FSDP with F = W against tensor parallelism (TP) over the same ranks, for batches of so many tokens: the faster, and by how much. Before that the batch at which they take as long, and that at which they send as much.',
    columns: [
      { key: 'width', label: 'width' },
      { key: 'even', label: 'as long at' },
      { key: 'evenBytes', label: 'as much at' },
      ...BATCHES.map(({ power, label }) => ({ key: `tokens${power}`, label })),
    ],
  },
} as const satisfies Record<string, FigureSpec>
