import type { ParameterSpecs, ValuesOf } from '#lib/experiments/runtime/contract.ts'

export const parameters = {
  world: { kind: 'integer', label: 'World size W', default: 8, min: 1, max: 16, help: 'Simulated ranks.' },
  factor: {
    kind: 'integer',
    label: 'Sharding factor F',
    default: 4,
    min: 1,
    max: 16,
    help: '1 replicates, W shards fully, between them it is hybrid. It has to divide W.',
  },
  layers: { kind: 'integer', label: 'Blocks, computed', default: 4, min: 1, max: 8 },
  width: { kind: 'integer', label: 'Width, computed', default: 32, min: 4, max: 96 },
  rows: { kind: 'integer', label: 'Rows per rank, computed', default: 8, min: 1, max: 64 },
  steps: { kind: 'integer', label: 'Training steps', default: 12, min: 1, max: 60 },
  optimizer: {
    kind: 'choice',
    label: 'Optimizer',
    default: 'adam',
    options: [
      { value: 'adam', label: 'Adam' },
      { value: 'momentum', label: 'SGD with momentum' },
      { value: 'norm-scaled', label: 'Norm-scaled SGD (LARS)' },
    ],
    help: 'LARS asks for the norm of a whole tensor: sharding breaks it (Section 7.2.1).',
  },
  backwardPrefetch: { kind: 'switch', label: 'Backward prefetching', default: true },
  forwardPrefetch: { kind: 'switch', label: 'Forward prefetching', default: false },
  rateLimiter: { kind: 'switch', label: 'Rate limiter', default: true, help: 'At most two gathered units at once.' },
  hostSize: {
    kind: 'integer',
    label: 'Devices per host',
    default: 4,
    min: 1,
    max: 16,
    help: 'In the model of time, and for the bytes between hosts.',
  },
  clusterLayers: { kind: 'integer', label: 'Blocks, modelled', default: 6, min: 1, max: 32 },
  clusterWidth: { kind: 'integer', label: 'Width, modelled', default: 8192, min: 256, max: 32768 },
  tokens: { kind: 'integer', label: 'Tokens per rank, modelled', default: 2048, min: 1, max: 65536 },
  teraflops: { kind: 'number', label: 'Compute', default: 200, min: 0.1, max: 5000, unit: 'TFLOP/s' },
  inside: { kind: 'number', label: 'Bandwidth inside a host', default: 200, min: 0.1, max: 2000, unit: 'GB/s' },
  between: { kind: 'number', label: 'Bandwidth between hosts', default: 50, min: 0.01, max: 2000, unit: 'GB/s' },
  latency: { kind: 'number', label: 'Latency of a ring step', default: 10, min: 0, max: 10000, unit: 'µs' },
  issue: { kind: 'number', label: 'CPU time to issue a block', default: 0.5, min: 0, max: 1000, unit: 'ms' },
} as const satisfies ParameterSpecs

export type Parameters = ValuesOf<typeof parameters>
