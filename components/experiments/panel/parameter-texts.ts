import type { ParameterSpec, ParameterSpecs, ParameterValues } from '#lib/experiments/runtime/contract.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import { parseValue, readParameters, writeParameters } from '#lib/experiments/runtime/parameters.ts'
import { numberText } from '../figures/number-text.ts'

/** What stands in the form's fields: the text of every parameter, and of the seed. */
export type Texts = Readonly<Record<string, string>>

type Described = Pick<ExperimentDescription, 'parameters' | 'seed'>

/** The form's fields for these values. */
export const textsOf = (values: ParameterValues, seed: number): Texts => ({
  ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
  seed: String(seed),
})

export const defaultTexts = ({ parameters, seed }: Described): Texts =>
  textsOf(Object.fromEntries(Object.entries(parameters).map(([name, spec]) => [name, spec.default])), seed)

/** What is wrong with a parameter's text, in words that help; null where nothing is. */
export function problemOf(spec: ParameterSpec, text: string): string | null {
  if (parseValue(spec, text) !== null) return null
  if (spec.kind === 'switch') return 'This is either on or off.'
  if (spec.kind === 'choice') return 'Choose one of the options.'
  const what = spec.kind === 'integer' ? 'A whole number' : 'A number'
  return `${what} from ${numberText(spec.min, 4)} to ${numberText(spec.max, 4)} is needed.`
}

export const seedProblem = (text: string): string | null =>
  /^\d{1,10}$/.test(text.trim()) && Number(text) <= 0x7fffffff
    ? null
    : 'A whole number from 0 to 2,147,483,647 is needed.'

export type FormState = { values: ParameterValues; seed: number; problems: Record<string, string>; isDefault: boolean }

/** What the fields say together. */
export function readForm(described: Described, texts: Texts): FormState {
  const problems: Record<string, string> = {}
  for (const [name, spec] of Object.entries(described.parameters)) {
    const problem = problemOf(spec, texts[name] ?? '')
    if (problem) problems[name] = problem
  }
  const aboutSeed = seedProblem(texts.seed ?? '')
  if (aboutSeed) problems.seed = aboutSeed
  const { values, seed } = readParameters(described.parameters, described.seed, {
    ...texts,
    seed: (texts.seed ?? '').trim(),
  })
  const isDefault = Object.keys(linkTexts(described, values, seed)).length === 0 && Object.keys(problems).length === 0
  return { values, seed, problems, isDefault }
}

export const linkTexts = ({ parameters, seed: own }: Described, values: ParameterValues, seed: number) =>
  writeParameters(parameters, own, values, seed)

/** The parameters that are not the definition's own, as a person reads them: "layers 4, rate 0.01". */
export function changedText({ parameters, seed: own }: Described, values: ParameterValues, seed: number): string {
  const name = (key: string) => (key === 'seed' ? 'seed' : (parameters[key]?.label ?? key))
  const changed = Object.entries(writeParameters(parameters as ParameterSpecs, own, values, seed))
  return changed.map(([key, text]) => `${name(key)} ${valueText(parameters[key], text)}`).join(', ')
}

/** A parameter's value as a person reads it. */
export function valueText(spec: ParameterSpec | undefined, text: string): string {
  if (spec?.kind === 'switch') return text === 'true' ? 'on' : 'off'
  if (spec?.kind === 'choice') return spec.options.find(({ value }) => value === text)?.label ?? text
  if (spec) return numberText(Number(text), 6) + (spec.unit ? ` ${spec.unit}` : '')
  return text
}
