import type { ExperimentContext, Span } from '#lib/experiments/runtime/contract.ts'
import type { Cluster } from './cluster.ts'
import type { Parameters } from './parameters.ts'
import { type Schedule, fsdpOperations } from './schedules.ts'
import { type Placed, communicationSeconds, exposedSeconds, simulate, stepSeconds, unitsAlive } from './timeline.ts'

export function clusterOf(chosen: Parameters): Cluster {
  return {
    world: chosen.world,
    hostSize: chosen.hostSize,
    layers: chosen.clusterLayers,
    width: chosen.clusterWidth,
    flopsPerSecond: chosen.teraflops * 1e12,
    bandwidthInside: chosen.inside * 1e9,
    bandwidthBetween: chosen.between * 1e9,
    latency: chosen.latency * 1e-6,
    issueSeconds: chosen.issue * 1e-3,
  }
}

/** Computation first, so that its lane stands above that of the communication which feeds it. */
const spansOf = (name: string, placed: readonly Placed[]): Span[] =>
  placed
    .toSorted((a, b) => b.stream.localeCompare(a.stream))
    .map(({ stream, start, end, kind, unit }) => ({
      lane: `${name}: ${stream}`,
      start: start * 1e3,
      end: end * 1e3,
      kind,
      label: String(unit),
    }))

/** The step of the chosen cluster under every schedule; draws them, and answers the claims about scheduling. */
export async function measureTimeline(context: ExperimentContext<Parameters>) {
  const { parameters: chosen } = context
  const cluster = clusterOf(chosen)
  const run = (schedule: Schedule, overlap = true) =>
    simulate(fsdpOperations(cluster, chosen.factor, chosen.tokens, schedule), overlap)
  const { rateLimiter } = chosen
  const yours = { backwardPrefetch: chosen.backwardPrefetch, forwardPrefetch: chosen.forwardPrefetch, rateLimiter }
  const none = { backwardPrefetch: false, forwardPrefetch: false, rateLimiter }
  const oneStream = run(none, false)
  const overlapped = run(none)
  const backward = run({ ...none, backwardPrefetch: true })
  const both = run({ backwardPrefetch: true, forwardPrefetch: true, rateLimiter })
  const limited = run({ ...yours, rateLimiter: true })
  const unlimited = run({ ...yours, rateLimiter: false })

  const schedules: [string, Placed[]][] = [
    ['one stream', oneStream],
    ['two streams', overlapped],
    ['+ backward prefetching', backward],
    ['+ forward prefetching', both],
    ['as chosen, rate limiter on', limited],
    ['as chosen, rate limiter off', unlimited],
  ]
  context.timeline(
    'timeline',
    schedules.slice(0, 4).flatMap(([name, placed]) => spansOf(name, placed)),
  )
  for (const [schedule, placed] of schedules) {
    const [exposed, all] = [exposedSeconds(placed), communicationSeconds(placed)]
    context.row('schedules', {
      schedule,
      step: stepSeconds(placed) * 1e3,
      exposed: exposed * 1e3,
      hidden: all > 0 ? Math.max(0, Math.round(1e4 * (1 - exposed / all)) / 100) : null,
      alive: unitsAlive(placed),
    })
  }
  await context.tick(0.02, 'the model of time')

  context.metric('step, modelled, as chosen', stepSeconds(run(yours)) * 1e3, 'ms')
  context.metric('exposed communication, modelled, as chosen', exposedSeconds(run(yours)) * 1e3, 'ms')
  const limiterNote = `${unitsAlive(limited)} gathered units alive with it, ${unitsAlive(unlimited)} without`
  context.measure('rateLimiter', stepSeconds(limited) / stepSeconds(unlimited), limiterNote)
  if (communicationSeconds(oneStream) === 0) {
    for (const claim of ['overlap', 'backwardPrefetch', 'forwardPrefetch'])
      context.undecided(claim, 'One rank has nothing to communicate.')
    return
  }
  // The first all-gather or the last reduction has nothing beside it, so something is always exposed.
  const ratio = (after: Placed[], before: Placed[]) => exposedSeconds(after) / exposedSeconds(before)
  context.measure('overlap', ratio(overlapped, oneStream))
  if (chosen.factor === 1) {
    for (const claim of ['backwardPrefetch', 'forwardPrefetch'])
      context.undecided(claim, 'With F = 1 nothing is gathered, so nothing can be fetched before its time.')
    return
  }
  const share = (after: Placed[], before: Placed[]) =>
    `the step takes ${(stepSeconds(after) / stepSeconds(before)).toFixed(3)} of the time`
  context.measure('backwardPrefetch', ratio(backward, overlapped), share(backward, overlapped))
  context.measure('forwardPrefetch', ratio(both, backward), share(both, backward))
}
