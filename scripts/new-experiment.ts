import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildExperiments } from './build-experiments.ts'

const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/**
 * Makes `experiments/<slug>/` with an experiment that runs, its explanation, its reference and their
 * test, to be written over piece by piece.
 * @returns the new folder.
 * @throws Error where the slug is none, or taken.
 */
export function createExperimentFolder(root: string, slug: string): string {
  if (!SLUG.test(slug) || slug.length > 60)
    throw new Error('A slug is small letters, digits and single hyphens: npm run new:experiment in-context-learning')
  const folder = join(root, 'experiments', slug)
  if (existsSync(folder)) throw new Error(`experiments/${slug} is there already.`)
  cpSync(join(import.meta.dirname, 'experiment-template'), folder, { recursive: true })
  return folder
}

if (process.argv[1]?.endsWith('new-experiment.ts')) {
  try {
    const slug = process.argv[2] ?? ''
    createExperimentFolder(join(import.meta.dirname, '..'), slug)
    await buildExperiments()
    console.log(`experiments/${slug} is ready. Its tests: npx vitest run --project unit experiments/${slug}`)
    console.log(`When it says what you mean, record its result: npm run experiment:record ${slug}`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
