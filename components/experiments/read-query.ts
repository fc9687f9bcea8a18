import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import { readParameters } from '#lib/experiments/runtime/parameters.ts'
import { type Texts, textsOf } from './panel/parameter-texts.ts'

type Query = Readonly<Record<string, string | string[] | undefined>>

/** What a link says of the parameters and the seed: the form's fields, and what of it meant nothing. */
export function readQuery(
  { parameters, seed }: Pick<ExperimentDescription, 'parameters' | 'seed'>,
  query: Query,
): { texts: Texts; refused: string[] } {
  const given = Object.entries(query).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  const read = readParameters(parameters, seed, Object.fromEntries(given))
  return { texts: textsOf(read.values, read.seed), refused: read.refused }
}
