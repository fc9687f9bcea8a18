import type { ExperimentContext } from '#lib/experiments/runtime/contract.ts'
import type { Arm } from './arms.ts'
import { meanOf, spreadOf, weigh } from './deciding.ts'
import type { AblatedClaim, Size } from './description.ts'
import type { Tuning } from './rows.ts'
import { type Scores, floorScore } from './scoring.ts'
import { CLUSTERS, type Cluster, testLists } from './tasks.ts'

export type SizeResult = { size: Size; width: number; weights: number; arms: Arm[] }
type Out = Pick<ExperimentContext, 'point' | 'row' | 'measure' | 'undecided' | 'metric'>

const round = (value: number) => Math.round(value * 1000) / 1000
const exactOf = (scores: Scores, cluster: Cluster): number => scores[cluster.name]?.exact ?? Number.NaN
const logOf = (scores: Scores, cluster: Cluster): number => scores[cluster.name]?.logLikelihood ?? Number.NaN

/** The untuned model in the better of its two ways of being asked, on average over the seeds: chosen per size, not per seed. */
function bestUntuned(arms: readonly Arm[], cluster: Cluster): number[] {
  const byInstruction = arms.map((arm) => exactOf(arm.untuned, cluster))
  const byStatement = arms.map((arm) => exactOf(arm.stated, cluster))
  return meanOf(byInstruction) > meanOf(byStatement) ? byInstruction : byStatement
}

function gains({ arms }: SizeResult, cluster: Cluster): number[] {
  const best = bestUntuned(arms, cluster)
  return arms.map((arm, at) => exactOf(arm.tuned, cluster) - (best[at] as number))
}

/** Draws one size's points and rows as soon as it is done. */
export function reportSize(out: Out, result: SizeResult, heldOut: Cluster): void {
  const { arms, weights, width } = result
  const floor = floorScore(heldOut)
  out.point('heldOut', 'floor', weights, floor)
  const series = ['tuned', 'untuned', 'stated'] as const
  for (const name of series) {
    const values = arms.map((arm) => exactOf(arm[name], heldOut))
    out.point('heldOut', name, weights, meanOf(values))
    for (const value of values) out.point('heldOut', `${name}Seeds`, weights, value)
  }
  const mean = (name: (typeof series)[number]) => round(meanOf(arms.map((arm) => exactOf(arm[name], heldOut))))
  const ownGains = gains(result, heldOut)
  out.row('sizes', {
    width,
    weights,
    untuned: mean('untuned'),
    stated: mean('stated'),
    tuned: mean('tuned'),
    gain: round(meanOf(ownGains)),
    spread: arms.length > 1 ? round(spreadOf(ownGains)) : null,
    untunedLog: round(meanOf(arms.map((arm) => logOf(arm.untuned, heldOut)))),
    tunedLog: round(meanOf(arms.map((arm) => logOf(arm.tuned, heldOut)))),
  })
  out.metric(
    `log-likelihood, held out, tuned, width ${width}`,
    meanOf(arms.map((arm) => logOf(arm.tuned, heldOut))),
    'nats',
  )
  out.metric(
    `log-likelihood, held out, untuned, width ${width}`,
    meanOf(arms.map((arm) => logOf(arm.untuned, heldOut))),
    'nats',
  )
}

/** Answers the claims, each by the rule of `weigh`. */
export function conclude(
  out: Out,
  results: readonly SizeResult[],
  { heldOut, tuning, fewer }: { heldOut: Cluster; tuning: Tuning; fewer: number },
): void {
  const smallest = results[0]
  const largest = results[results.length - 1]
  if (!smallest || !largest) return
  const seen = tuning.clusters
  const answers = testLists().length * heldOut.tasks.length
  const answer = (claim: string, differences: number[], of = answers) => {
    const effect = weigh(differences, of)
    if (effect.decided) out.measure(claim, effect.mean, effect.note)
    else out.undecided(claim, effect.note, effect.mean)
  }

  const { arms } = largest
  for (const cluster of CLUSTERS) {
    const mean = (name: 'untuned' | 'stated' | 'tuned') => round(meanOf(arms.map((arm) => exactOf(arm[name], cluster))))
    out.row('clusters', {
      cluster: cluster.label,
      role: cluster === heldOut ? 'held out' : seen.includes(cluster) ? 'seen' : 'left out',
      floor: round(floorScore(cluster)),
      untuned: mean('untuned'),
      stated: mean('stated'),
      tuned: mean('tuned'),
    })
  }
  answer(
    'beatsUntuned',
    arms.map((arm) => exactOf(arm.tuned, heldOut) - exactOf(arm.untuned, heldOut)),
  )
  answer('beatsUntunedAtItsBest', gains(largest, heldOut))

  // Who stands on the floor cannot fall: then there is nothing to lose by tuning, and nothing to be learned from it.
  const floor = floorScore(heldOut)
  const above = weigh(
    bestUntuned(smallest.arms, heldOut).map((share) => share - floor),
    answers,
  )
  const small = gains(smallest, heldOut)
  if (above.decided && above.mean > 0) answer('smallestLoses', small)
  else
    out.undecided(
      'smallestLoses',
      `The smallest model is not above the floor (${round(floor)}) before tuning, so it has nothing to lose: ${above.note}`,
      meanOf(small),
    )

  const seenGain = (arm: Arm) =>
    meanOf(seen.map((cluster) => exactOf(arm.tuned, cluster) - exactOf(arm.untuned, cluster)))
  answer('seenBetter', arms.map(seenGain), testLists().length * seen.flatMap(({ tasks }) => tasks).length)

  const ablated = (name: string) =>
    arms
      .map((arm) => arm.ablations.find((ablation) => ablation.name === name)?.scores)
      .filter((scores) => scores != null)
  const rowsOf = (label: string, all: readonly Scores[]) =>
    all.forEach((scores, at) =>
      out.row('ablations', { tuning: label, seed: at + 1, exact: round(exactOf(scores, heldOut)) }),
    )
  const compare = (claim: AblatedClaim, name: string, label: string, sign: 1 | -1) => {
    const others = ablated(name)
    if (others.length === 0) return out.undecided(claim, 'The ablations were switched off.')
    rowsOf(label, others)
    answer(
      claim,
      others.map((scores, at) => sign * (exactOf((arms[at] as Arm).tuned, heldOut) - exactOf(scores, heldOut))),
    )
  }
  const written = (on: boolean) => (on ? 'with instructions' : 'without instructions')
  rowsOf(
    `${seen.length} clusters, ${written(tuning.instructions)}`,
    arms.map((arm) => arm.tuned),
  )
  if (fewer < seen.length) compare('moreClusters', 'fewer', `${fewer} of these clusters`, 1)
  else out.undecided('moreClusters', 'There are no fewer clusters than one.')
  compare('instructionsMatter', 'otherwise', written(!tuning.instructions), tuning.instructions ? 1 : -1)
}
