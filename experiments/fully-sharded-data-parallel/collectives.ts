export type CollectiveName = 'all-gather' | 'reduce-scatter' | 'all-reduce'

/** Between the ranks: counts every byte that a collective copies from one rank's buffer into another's. */
export type Wire = {
  carry(collective: CollectiveName, from: number, to: number, bytes: number): void
  /** Bytes that all ranks together sent. */
  sent: Record<CollectiveName, number>
  /** Bytes that crossed from one host to another, were `hostSize` consecutive ranks one host. */
  between(hostSize: number): number
}

export function createWire(world: number): Wire {
  const sent = { 'all-gather': 0, 'reduce-scatter': 0, 'all-reduce': 0 }
  const links = new Float64Array(world * world)
  return {
    sent,
    carry(collective, from, to, bytes) {
      sent[collective] += bytes
      const link = from * world + to
      links[link] = (links[link] ?? 0) + bytes
    },
    between: (hostSize) =>
      links.reduce((sum, bytes, link) => {
        const from = Math.floor(Math.floor(link / world) / hostSize)
        return from === Math.floor((link % world) / hostSize) ? sum : sum + bytes
      }, 0),
  }
}

/**
 * Collectives over a group of ranks; `buffers[i]` belongs to `group[i]` and is changed in place. A buffer is
 * cut into as many chunks as the group has ranks, the i-th being that of `group[i]`.
 */
export type Collectives = {
  /** Before: every rank has its own chunk. After: every rank has all of them. */
  allGather(wire: Wire, group: readonly number[], buffers: readonly Float32Array[]): void
  /** Before: every rank has a whole buffer. After: every rank's own chunk is the sum of that chunk over the ranks; the rest is scrap. */
  reduceScatter(wire: Wire, group: readonly number[], buffers: readonly Float32Array[]): void
  /** Before: every rank has a whole buffer. After: all have the sum. */
  allReduce(wire: Wire, group: readonly number[], buffers: readonly Float32Array[]): void
}

function chunkOf(buffer: Float32Array, chunk: number, count: number): Float32Array {
  const at = (index: number) => Math.floor((index * buffer.length) / count)
  return buffer.subarray(at(chunk), at(chunk + 1))
}

/** One round of a ring: rank i hands one chunk to rank i + 1, all at the same time. Chunks handed on in a round are other ones than those received. */
function ringRounds(
  name: CollectiveName,
  wire: Wire,
  group: readonly number[],
  buffers: readonly Float32Array[],
  chunkToSend: (rank: number, round: number) => number,
  receive: (own: Float32Array, received: Float32Array) => void,
) {
  const count = group.length
  for (let round = 0; round < count - 1; round++) {
    for (let rank = 0; rank < count; rank++) {
      const next = (rank + 1) % count
      const chunk = (((chunkToSend(rank, round) % count) + count) % count) as number
      const sent = chunkOf(buffers[rank] as Float32Array, chunk, count)
      receive(chunkOf(buffers[next] as Float32Array, chunk, count), sent)
      wire.carry(name, group[rank] as number, group[next] as number, sent.byteLength)
    }
  }
}

const copy = (own: Float32Array, received: Float32Array) => own.set(received)
const add = (own: Float32Array, received: Float32Array) => {
  for (let at = 0; at < own.length; at++) own[at] = (own[at] as number) + (received[at] as number)
}
const gatherOrder = (rank: number, round: number) => rank - round
const reduceOrder = (rank: number, round: number) => rank - round - 1

/**
 * The bandwidth-optimal ring algorithms (Patarasuk & Yuan 2009), which Section 3.2.1 counts with: over n ranks
 * and a buffer of B bytes a rank sends B(n−1)/n in an all-gather, as much in a reduce-scatter, and twice that
 * in an all-reduce, which is one after the other.
 */
export const ring: Collectives = {
  allGather: (wire, group, buffers) => ringRounds('all-gather', wire, group, buffers, gatherOrder, copy),
  reduceScatter: (wire, group, buffers) => ringRounds('reduce-scatter', wire, group, buffers, reduceOrder, add),
  allReduce(wire, group, buffers) {
    ringRounds('all-reduce', wire, group, buffers, reduceOrder, add)
    ringRounds('all-reduce', wire, group, buffers, gatherOrder, copy)
  },
}
