/** The sharding factors that a world allows: F has to divide W. */
export const divisorsOf = (world: number): number[] =>
  Array.from({ length: world }, (_, index) => index + 1).filter((factor) => world % factor === 0)

/** @throws RangeError where F does not divide W. */
export function requireDivisor(world: number, factor: number) {
  if (world % factor === 0) return
  const allowed = divisorsOf(world).join(', ')
  throw new RangeError(
    `The sharding factor F has to divide the world size W: with W = ${world} it is one of ${allowed}, not ${factor}.`,
  )
}

/** S_1 … S_{W/F} (Section 3.2.2): neighbours, who share one copy of the parameters. */
export const shardingGroups = (world: number, factor: number): number[][] =>
  Array.from({ length: world / factor }, (_, group) => Array.from({ length: factor }, (_, at) => group * factor + at))

/** R_1 … R_F (Section 3.2.2): ranks that hold the same shard, one of each sharding group. */
export const replicationGroups = (world: number, factor: number): number[][] =>
  Array.from({ length: factor }, (_, at) => Array.from({ length: world / factor }, (_, group) => group * factor + at))
