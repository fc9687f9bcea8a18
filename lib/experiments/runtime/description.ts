import { z } from 'zod'
import type { ExperimentDefinition, ParameterSpec } from './contract.ts'
import { parseValue } from './parameters.ts'

/** What an experiment says about itself: its definition without `run`, plain data that may come from a stranger. */
export type ExperimentDescription = Omit<ExperimentDefinition, 'run'>

const name = z
  .string()
  .regex(/^[A-Za-z][\w-]{0,39}$/, 'A name is a letter and then letters, digits, “_” or “-”, at most 40 in all.')
const line = z.string().trim().min(1, 'Something should stand here.').max(300)
const text = z.string().max(4000)
const finite = z.number()
const optional = { help: line.optional() }

const parameterSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.enum(['integer', 'number']),
      label: line,
      default: finite,
      min: finite,
      max: finite,
      step: finite.positive().optional(),
      unit: line.optional(),
      ...optional,
    }),
    z.object({
      kind: z.literal('choice'),
      label: line,
      default: z.string(),
      options: z
        .array(z.object({ value: z.string().min(1).max(60), label: line }))
        .min(1)
        .max(40),
      ...optional,
    }),
    z.object({ kind: z.literal('switch'), label: line, default: z.boolean(), ...optional }),
  ])
  .refine((spec: ParameterSpec) => parseValue(spec, String(spec.default)) !== null, {
    message: 'The default is not among the values that the parameter allows.',
  })

const claimSchema = z.object({
  source: line,
  statement: text.min(1),
  measure: text.min(1),
  sense: z.enum(['at most', 'at least', 'near']),
  expected: finite,
  tolerance: finite.nonnegative(),
  unit: line.optional(),
})

const axisSchema = z.object({ label: line, scale: z.enum(['linear', 'log']).optional() })
const titles = { title: line, caption: text.optional() }
const seriesSchema = z.object({
  label: line,
  dashed: z.boolean().optional(),
  marks: z.enum(['line', 'points', 'both']).optional(),
})
const columnSchema = z.object({ key: z.string().min(1).max(60), label: line, unit: line.optional() })

/** A record with at most `most` entries under names of ours. */
const named = <Schema extends z.ZodType>(schema: Schema, most: number) =>
  z.record(name, schema).refine((entries) => Object.keys(entries).length <= most, {
    message: `There may be at most ${most} of them.`,
  })

const figureSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lines'), ...titles, x: axisSchema, y: axisSchema, series: named(seriesSchema, 24) }),
  z.object({ kind: z.literal('table'), ...titles, columns: z.array(columnSchema).min(1).max(24) }),
  z.object({ kind: z.literal('image'), ...titles }),
  z.object({
    kind: z.literal('timeline'),
    ...titles,
    unit: line,
    kinds: named(z.object({ label: line }), 24),
  }),
])

/** Which paper an experiment is about. */
export const paperSchema = z.object({
  title: line,
  arxiv: z
    .string()
    .max(60)
    .regex(/^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?\/\d{7})$/, 'This is no arXiv id, which looks like 2507.16003.')
    .optional(),
  doi: z
    .string()
    .max(300)
    .regex(/^10\.\d{4,9}\/\S+$/, 'This is no DOI, which looks like 10.1000/182.')
    .optional(),
})

/** Checks a description wherever it comes from; its messages are for the person who wrote the experiment. */
export const descriptionSchema: z.ZodType<ExperimentDescription> = z
  .object({
    title: line,
    question: line,
    paper: paperSchema,
    explanation: z.string().max(60_000).optional(),
    parameters: named(parameterSchema, 24).refine((specs) => !Object.hasOwn(specs, 'seed'), {
      message: 'No parameter may be called “seed”: every experiment has one already.',
    }),
    seed: z.int().min(0).max(0x7fffffff),
    budget: z.object({ seconds: finite.positive().max(600), megabytes: finite.positive().max(1024) }),
    agreement: finite.positive().max(1),
    claims: named(claimSchema, 24),
    figures: named(figureSchema, 24),
    quick: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).optional(),
  })
  .superRefine((description, context) => {
    for (const [parameter, value] of Object.entries(description.quick ?? {})) {
      const spec = Object.hasOwn(description.parameters, parameter) ? description.parameters[parameter] : undefined
      if (spec && typeof value === typeof spec.default && parseValue(spec, String(value)) !== null) continue
      context.addIssue({ code: 'custom', path: ['quick', parameter], message: 'No parameter allows this value.' })
    }
  })

/**
 * Reads a description that came as data.
 * @throws Error naming the first place that is wrong.
 */
export function readDescription(data: unknown): ExperimentDescription {
  const parsed = descriptionSchema.safeParse(data)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') || 'the default export'
  const told = issue?.code === 'invalid_key' ? issue.issues[0]?.message : issue?.message
  throw new Error(`The experiment's description is not in order at ${where}: ${told ?? 'it is no object'}`)
}
