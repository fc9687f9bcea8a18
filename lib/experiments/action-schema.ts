import { z } from 'zod'
import { SLUG } from './authored/slug.ts'
import { experimentTextSchema, remarkSchema } from './authored/schema.ts'
import { runInputSchema } from '#lib/experiments/runs/stored-run.ts'

/** What the pages of experiments send. */

const id = z.string().min(1).max(64)
const list = z.string().min(1).max(100)
const slug = z.string().regex(SLUG, 'This is no experiment’s name.')

export const experimentRefSchema = z.object({ list, slug })
export const createExperimentInputSchema = experimentTextSchema.extend({ list, paper: id })
export const saveVersionInputSchema = experimentTextSchema.extend({ list, slug, baseVersion: z.int().min(1) })
export const restoreVersionInputSchema = z.object({ list, slug, number: z.int().min(1), baseVersion: z.int().min(1) })
export const compileDraftInputSchema = experimentTextSchema.pick({ source: true }).extend({ list })
export const renderDraftInputSchema = experimentTextSchema.pick({ description: true }).extend({ list })
export const searchPapersInputSchema = z.object({ list, query: z.string().max(200) })
export const forkInputSchema = z.object({ list, from: slug, paper: id.nullable().default(null) })
export const saveRunInputSchema = z.object({ list, slug, result: runInputSchema, remark: remarkSchema.default(null) })
export const runRefSchema = z.object({ list, run: id })
export const resolveInputSchema = z.object({ list, slugs: z.array(z.string().max(80)).max(200) })
