/** An effect measured once per seed, and whether it can be told from chance. */
export type Effect = {
  mean: number
  /** Standard deviation over the seeds (n − 1); NaN with a single one. */
  spread: number
  /** What the mean has to exceed, either way, to be decided. */
  threshold: number
  decided: boolean
  /** A sentence with the numbers. */
  note: string
}

const points = (share: number) => `${(100 * share).toFixed(1)} points`

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function spreadOf(values: readonly number[]): number {
  const mean = meanOf(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}

/**
 * The rule by which a difference of two shares is decided: its mean over at least two seeds has to exceed
 * both the seeds' standard deviation and √(1/2n), the greatest standard error that a difference of two
 * shares of n answers can have.
 *
 * @param differences one difference of shares per seed, in [−1, 1]
 * @param answers n, how many test answers each share counts
 */
export function weigh(differences: readonly number[], answers: number): Effect {
  const mean = meanOf(differences)
  const spread = spreadOf(differences)
  const resolution = Math.sqrt(1 / (2 * answers))
  const threshold = Math.max(Number.isNaN(spread) ? 0 : spread, resolution)
  const several = differences.length >= 2
  const decided = several && Math.abs(mean) > threshold
  const found = several
    ? `${points(mean)} on average over ${differences.length} seeds, spread ${points(spread)}, resolution of the test ${points(resolution)}.`
    : `${points(mean)} with one seed.`
  const why = decided
    ? ''
    : several
      ? ' The effect does not exceed what seeds and test set do by themselves.'
      : ' One seed cannot tell an effect from chance.'
  return { mean, spread, threshold, decided, note: found + why }
}
