/** The least CPU time, in ms, that some runs of this took: whatever else the machine does is not in it. */
async function leastCost(work: () => unknown, runs: number): Promise<number> {
  let least = Infinity
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

/**
 * How many times the CPU time grows when the input becomes four times as long: about 4 where the time is in step
 * with the length, 16 where it is in step with its square.
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
  const one = await leastCost(() => work(small), runs)
  return (await leastCost(() => work(large), runs)) / Math.max(one, 0.5)
}

/** Between 4 and 16: what grows by more than this is not in step with the length of its input. */
export const IN_STEP = 9
