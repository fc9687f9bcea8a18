/** The modelled machine and model: transformer-sized MLP blocks in bf16 on hosts of several devices. */
export type Cluster = {
  world: number
  /** Devices on one host. */
  hostSize: number
  layers: number
  width: number
  /** Achieved, not peak. */
  flopsPerSecond: number
  /** Bytes per second that one device sends to its neighbour in a ring, on the same host and to another one. */
  bandwidthInside: number
  bandwidthBetween: number
  /** Seconds per step of a ring. */
  latency: number
  /** CPU seconds to issue one unit's computation. */
  issueSeconds: number
}

export const CLUSTER_ELEMENT_BYTES = 2

/** Two matrices, width × 4·width and back, with their biases. */
export const blockSize = ({ width }: Cluster) => 8 * width * width + 5 * width

/** Seconds of a block's forward pass for `rows` tokens: a multiply and an add per weight and token. The backward pass takes two. */
export const forwardSeconds = (cluster: Cluster, rows: number) =>
  (2 * 8 * cluster.width ** 2 * rows) / cluster.flopsPerSecond

/**
 * Seconds of a ring all-gather or reduce-scatter of `bytes` over `count` ranks that stand `stride` apart:
 * count − 1 steps. A group that leaves its host goes at the slower link's pace.
 */
export function ringSeconds(cluster: Cluster, bytes: number, count: number, stride: number): number {
  const oneHost = cluster.hostSize >= cluster.world || cluster.hostSize % (count * stride) === 0
  const bandwidth = oneHost ? cluster.bandwidthInside : cluster.bandwidthBetween
  return (count - 1) * (cluster.latency + bytes / count / bandwidth)
}
