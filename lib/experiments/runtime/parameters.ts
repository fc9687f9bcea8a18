import type { ParameterSpec, ParameterSpecs, ParameterValue, ParameterValues } from './contract.ts'

/** The parameters as they stand before anybody moved one. */
export function defaultValues(specs: ParameterSpecs): ParameterValues {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.default]))
}

/** What the text means to this parameter, or null where it means nothing: no number, out of bounds, no such choice. */
export function parseValue(spec: ParameterSpec, text: string): ParameterValue | null {
  if (spec.kind === 'switch')
    return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : null
  if (spec.kind === 'choice') return spec.options.some((option) => option.value === text) ? text : null
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(value) || value < spec.min || value > spec.max) return null
  return spec.kind === 'integer' && !Number.isInteger(value) ? null : value
}

export type ReadParameters = {
  values: ParameterValues
  seed: number
  /** Names whose text meant nothing; they have their defaults. */ refused: string[]
}

/**
 * Parameters and seed as a link or a note's `::experiment{…}` has them: name → text, beside names that
 * are not the experiment's. What is missing or wrong has its default.
 */
export function readParameters(
  specs: ParameterSpecs,
  seed: number,
  texts: Readonly<Record<string, string>>,
): ReadParameters {
  const values = defaultValues(specs)
  const refused: string[] = []
  for (const [name, spec] of Object.entries(specs)) {
    const text = Object.hasOwn(texts, name) ? texts[name] : undefined
    if (text === undefined) continue
    const value = parseValue(spec, text)
    if (value === null) refused.push(name)
    else values[name] = value
  }
  const seedText = Object.hasOwn(texts, 'seed') ? texts.seed : undefined
  if (seedText === undefined) return { values, seed, refused }
  const given = /^\d{1,10}$/.test(seedText) ? Number(seedText) : Number.NaN
  if (given <= 0x7fffffff) return { values, seed: given, refused }
  return { values, seed, refused: [...refused, 'seed'] }
}

/** What a link has to say to come back to these: only what differs from the defaults, in the definition's order. */
export function writeParameters(
  specs: ParameterSpecs,
  defaultSeed: number,
  values: ParameterValues,
  seed: number,
): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const value = values[name]
    if (value !== undefined && value !== spec.default) texts[name] = String(value)
  }
  if (seed !== defaultSeed) texts.seed = String(seed)
  return texts
}
