import type { ClaimSpec } from '#lib/experiments/runtime/contract.ts'

export const claims = {
  gradients: {
    source: 'Section 3.2.2, Equation (1)',
    statement:
      'Reducing the ranks’ gradients by a reduce-scatter inside the sharding groups and an all-reduce across them gives the gradient of the whole batch: $\\sum_{r=1}^{W} g_r=\\sum_{i=1}^{W/F}\\sum_{r\\in S_i} g_r$.',
    measure:
      'The greatest difference between any rank’s gradient shard and the unsharded model’s gradient, over every $F$ that divides $W$, as a share of the greatest gradient.',
    sense: 'at most',
    expected: 0,
    tolerance: 1e-5,
  },
  optimizer: {
    source: 'Section 7.2.1',
    statement:
      'A step that treats every number alone, as Adam’s, may be taken on the shards: the parameters are those of local training. (One that asks for a whole tensor’s norm may not: choose LARS.)',
    measure:
      'The greatest difference between any rank’s parameter shard and the unsharded parameters after one step, over every $F$, as a share of the longest way that any parameter went in it.',
    sense: 'at most',
    expected: 0,
    tolerance: 1e-2,
  },
  fullShardVolume: {
    source: 'Section 3.2.2; Section 3.2.1',
    statement:
      'Full sharding sends $3M\\frac{W-1}{W}$ per rank and step: two all-gathers and a reduce-scatter of the model.',
    measure:
      'Bytes that the collectives of the computed step copied with $F=W$, per rank, divided by $M\\frac{W-1}{W}$.',
    sense: 'near',
    expected: 3,
    tolerance: 1e-9,
  },
  overReplication: {
    source: 'Section 3.2.1',
    statement: 'Full sharding has 1.5 times the communication volume of replication (DDP) with ring algorithms.',
    measure: 'Bytes counted with $F=W$ divided by bytes counted with $F=1$; padding is all that may move it.',
    sense: 'near',
    expected: 1.5,
    tolerance: 0.01,
  },
  hybridVolume: {
    source: 'Section 3.2.2',
    statement:
      'With hybrid sharding inside hosts of $G=F$ devices, at most $2M\\frac{W-1}{GW}$ per device goes from host to host.',
    measure:
      'Bytes counted in the all-reduces across the sharding groups, per rank, divided by $M\\frac{W-1}{FW}$. A ring makes it $2\\frac{W-F}{W-1}$, which the paper’s expression bounds.',
    sense: 'at most',
    expected: 2,
    tolerance: 1e-9,
  },
  memory: {
    source: 'Section 3.2.1',
    statement:
      'The parameters’ peak memory is in $O\\big(\\sum_i \\psi_i/F+\\max_i\\psi_i\\big)$: a rank holds its shards and one whole unit at a time.',
    measure:
      'The most bytes of shards and gathered units alive at once on any rank, without prefetching, divided by that bound with factor one; the worst $F$.',
    sense: 'at most',
    expected: 1,
    tolerance: 0,
  },
  overlap: {
    source: 'Section 3.3.1, Figure 5',
    statement: 'All-gathers in a stream of their own run beside the computation and are hidden by it.',
    measure:
      'In the **model of time**: exposed communication with two streams and no prefetching, divided by that with one stream. That a tenth at least must be hidden is our threshold; the paper states none.',
    sense: 'at most',
    expected: 0.9,
    tolerance: 0,
  },
  backwardPrefetch: {
    source: 'Section 3.3.2',
    statement:
      'Issuing the next all-gather before the current reduce-scatter avoids two exposed communications in a row.',
    measure:
      'In the **model of time**: exposed communication with two streams and backward prefetching, divided by that without prefetching.',
    sense: 'at most',
    expected: 1,
    tolerance: 1e-9,
  },
  forwardPrefetch: {
    source: 'Section 3.3.3',
    statement:
      'Issuing the next all-gather before the current forward computation exposes no more than issuing it after; it is meant for slow CPUs.',
    measure:
      'In the **model of time**: exposed communication with both kinds of prefetching, divided by that with backward prefetching alone.',
    sense: 'at most',
    expected: 1,
    tolerance: 1e-9,
  },
  rateLimiter: {
    source: 'Section 3.4.2; Section 5.3',
    statement: 'Two all-gathers in flight are enough to overlap; where throttling hurts, the paper saw 5 % more time.',
    measure: 'In the **model of time**: the step’s time with the rate limiter divided by that without it.',
    sense: 'at most',
    expected: 1,
    tolerance: 0.05,
  },
  tensorParallel: {
    source: 'Section 2.3; Megatron-LM (Shoeybi et al. 2019), Section 3',
    statement: 'Computing with slices of the parameters and summing activations gives the same gradients, too.',
    measure:
      'The greatest difference between the tensor-parallel and the unsharded gradient, as a share of the greatest gradient.',
    sense: 'at most',
    expected: 0,
    tolerance: 1e-5,
  },
  crossover: {
    source: 'Section 2.3 (our derivation)',
    statement:
      'FSDP communicates parameters, whatever the batch; tensor parallelism activations, whatever the parameters. For these blocks they send the same at $3M/(16\\,d\\,L)\\approx 6d$ rows in the whole batch.',
    measure:
      'The batch at which the counted bytes of both meet, divided by the predicted one; the worst of the widths.',
    sense: 'near',
    expected: 1,
    tolerance: 0.001,
  },
} as const satisfies Record<string, ClaimSpec>
