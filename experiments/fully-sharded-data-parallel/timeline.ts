/**
 * A discrete-event model of one device. A CPU thread issues operations in order into two streams; a stream
 * runs its operations in that order, one at a time, and an operation also waits for those it needs. It is a
 * model: nothing here is a measurement of a machine.
 */
export type Stream = 'compute' | 'communication'
export type Operation = {
  id: string
  stream: Stream
  kind: 'forward' | 'backward' | 'all-gather' | 'reduce-scatter' | 'all-reduce'
  unit: number
  seconds: number
  /** Operations, issued before, that must have ended first. */
  needs: readonly string[]
  /** How long the CPU thread takes to issue it. It may start with the first kernel and cannot end before the last one is issued. */
  issueSeconds: number
  /** The CPU thread stands still until this operation has ended: the rate limiter. */
  cpuWaitsFor?: string
}
export type Placed = Operation & { issued: number; start: number; end: number }

/**
 * @param overlap whether the streams run side by side; otherwise every operation waits for the one issued before it.
 * @throws Error where an operation needs one that was not issued before it.
 */
export function simulate(operations: readonly Operation[], overlap: boolean): Placed[] {
  const ended = new Map<string, number>()
  const endOf = (id: string) => {
    const end = ended.get(id)
    if (end === undefined) throw new Error(`The operation ${id} is not issued before what needs it.`)
    return end
  }
  const free: Record<Stream, number> = { compute: 0, communication: 0 }
  let cpu = 0
  return operations.map((operation) => {
    if (operation.cpuWaitsFor !== undefined) cpu = Math.max(cpu, endOf(operation.cpuWaitsFor))
    const issued = cpu
    cpu += operation.issueSeconds
    const start = Math.max(issued, free[operation.stream], ...operation.needs.map(endOf))
    const end = Math.max(start + operation.seconds, cpu)
    ended.set(operation.id, end)
    free[operation.stream] = end
    if (!overlap) free.compute = free.communication = end
    return { ...operation, issued, start, end }
  })
}

/** How long the communication stream works while the compute stream stands still. */
export function exposedSeconds(placed: readonly Placed[]): number {
  const compute = placed.filter(({ stream }) => stream === 'compute')
  return placed
    .filter(({ stream }) => stream === 'communication')
    .reduce((sum, { start, end }) => {
      const hidden = compute.reduce(
        (all, one) => all + Math.max(0, Math.min(end, one.end) - Math.max(start, one.start)),
        0,
      )
      return sum + (end - start) - hidden
    }, 0)
}

export const communicationSeconds = (placed: readonly Placed[]) =>
  placed.reduce((sum, { stream, start, end }) => (stream === 'communication' ? sum + end - start : sum), 0)

export const stepSeconds = (placed: readonly Placed[]) => placed.reduce((latest, { end }) => Math.max(latest, end), 0)

/**
 * The most gathered units alive at once: from the CPU's issuing of the all-gather, when the allocator hands
 * out its buffer, to the end of the computation that uses it (Section 3.4).
 */
export function unitsAlive(placed: readonly Placed[]): number {
  const changes = placed
    .filter(({ kind }) => kind === 'all-gather')
    .flatMap(({ id, issued }) => {
      const user = placed.find(({ stream, needs }) => stream === 'compute' && needs.includes(id))
      return [
        { at: issued, by: 1 },
        { at: user?.end ?? Number.POSITIVE_INFINITY, by: -1 },
      ]
    })
    .sort((a, b) => a.at - b.at || a.by - b.by)
  let alive = 0
  return changes.reduce((most, { by }) => Math.max(most, (alive += by)), 0)
}
