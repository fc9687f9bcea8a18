import { CLUSTER_ELEMENT_BYTES, type Cluster, blockSize, forwardSeconds, ringSeconds } from './cluster.ts'
import type { Operation } from './timeline.ts'

export type Schedule = {
  backwardPrefetch: boolean
  forwardPrefetch: boolean
  /** At most two gathered units at a time (Section 3.4.2). */
  rateLimiter: boolean
}

/**
 * One training step of FSDP in the order in which the CPU thread issues it (Section 3.3): without prefetching
 * all-gather, compute, reduce-scatter, unit after unit; with it the next unit's all-gather goes before the
 * computation of the current one, so in the backward pass also before its reduce-scatter.
 * @param rows tokens of one rank.
 */
export function fsdpOperations(cluster: Cluster, factor: number, rows: number, schedule: Schedule): Operation[] {
  const { world, layers, issueSeconds } = cluster
  const bytes = Math.ceil(blockSize(cluster) / factor) * factor * CLUSTER_ELEMENT_BYTES
  const inGroup = ringSeconds(cluster, bytes, factor, 1)
  const across = 2 * ringSeconds(cluster, bytes / factor, world / factor, factor)
  const forward = forwardSeconds(cluster, rows)
  const operations: Operation[] = []
  const users: string[] = []
  const communicate = (kind: Operation['kind'], id: string, unit: number, seconds: number, needs: string[]) =>
    operations.push({ id, stream: 'communication', kind, unit, seconds, needs, issueSeconds: 0 })

  const gathered = new Set<string>()
  const gather = (unit: number, user: string) => {
    if (factor === 1 || unit < 0 || unit >= layers || gathered.has(user)) return
    gathered.add(user)
    const before = users[users.length - 2]
    communicate('all-gather', `gather for ${user}`, unit, inGroup, [])
    const last = operations.at(-1)
    if (schedule.rateLimiter && before !== undefined && last) last.cpuWaitsFor = before
    users.push(user)
  }
  const compute = (kind: 'forward' | 'backward', unit: number, id: string, seconds: number) => {
    const needs = factor === 1 ? [] : [`gather for ${id}`]
    operations.push({ id, stream: 'compute', kind, unit, seconds, needs, issueSeconds })
  }

  for (let unit = 0; unit < layers; unit++) {
    gather(unit, `forward ${unit}`)
    if (schedule.forwardPrefetch) gather(unit + 1, `forward ${unit + 1}`)
    compute('forward', unit, `forward ${unit}`, forward)
  }
  for (let unit = layers - 1; unit >= 0; unit--) {
    const id = `backward ${unit}`
    gather(unit, id)
    if (schedule.backwardPrefetch) gather(unit - 1, `backward ${unit - 1}`)
    compute('backward', unit, id, 2 * forward)
    if (factor > 1) communicate('reduce-scatter', `scatter ${unit}`, unit, inGroup, [id])
    if (factor < world) communicate('all-reduce', `reduce ${unit}`, unit, across, [factor > 1 ? `scatter ${unit}` : id])
  }
  return operations
}

/**
 * The same step by tensor parallelism over all ranks: each all-reduce of activations stands between two
 * computations that depend on one another (Section 2.3); only the weights' gradient runs beside one.
 * @param rows tokens of the whole batch, which every rank sees.
 */
export function tensorParallelOperations(cluster: Cluster, rows: number): Operation[] {
  const { world, layers, width, issueSeconds } = cluster
  const seconds = forwardSeconds(cluster, rows) / world
  const exchange = 2 * ringSeconds(cluster, rows * width * CLUSTER_ELEMENT_BYTES, world, 1)
  const operations: Operation[] = []
  let before: string[] = []
  const compute = (kind: 'forward' | 'backward', unit: number, id: string, needs: string[], share = 1) =>
    operations.push({ id, stream: 'compute', kind, unit, seconds, needs, issueSeconds: issueSeconds * share })
  const reduce = (unit: number, id: string, needs: string) => {
    if (world > 1)
      operations.push({
        id,
        stream: 'communication',
        kind: 'all-reduce',
        unit,
        seconds: exchange,
        needs: [needs],
        issueSeconds: 0,
      })
    before = world > 1 ? [id] : [needs]
  }
  for (let unit = 0; unit < layers; unit++) {
    compute('forward', unit, `forward ${unit}`, before)
    reduce(unit, `reduce forward ${unit}`, `forward ${unit}`)
  }
  for (let unit = layers - 1; unit >= 0; unit--) {
    compute('backward', unit, `inputs ${unit}`, before, 0.5)
    reduce(unit, `reduce backward ${unit}`, `inputs ${unit}`)
    compute('backward', unit, `weights ${unit}`, [`inputs ${unit}`], 0.5)
  }
  return operations
}
