/** Between 4 and 16: what grows by more than this is not in step with the length of its input. */
export const IN_STEP = 9

/** CPU time, in ms, that one run of this takes: what else the machine does is hardly in it. */
async function costOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/**
 * How many times the CPU time grows when the input becomes four times as long: about 4 where the time is in step
 * with the length, 16 where it is in step with its square. Takes the cheapest of several runs of each, in turns:
 * another program that uses the same core now and then makes a run dearer, and never cheaper.
 * @param make builds the input of a size, which is not counted; @param work is counted.
 */
export async function growthByFour<T>(
  size: number,
  make: (size: number) => T,
  work: (input: T) => unknown,
  runs = 3,
): Promise<number> {
  const [small, large] = [make(size), make(4 * size)]
  // Once before it counts: the code is compiled then.
  await work(small)
  let [one, four] = [Infinity, Infinity]
  for (let run = 0; run < 4 * runs; run++) {
    one = Math.min(one, await costOf(() => work(small)))
    four = Math.min(four, await costOf(() => work(large)))
    if (run + 1 >= runs && four / Math.max(one, 0.5) < IN_STEP) break
  }
  return four / Math.max(one, 0.5)
}
