import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LabAssets, LabEntry, LabManifest } from '#lib/experiments/runtime/lab.ts'

let kept: LabManifest | null = null

/** Written by scripts/build-experiments.ts before anything starts; in development it may change while we run. */
function readManifest(): LabManifest {
  if (kept && process.env.NODE_ENV === 'production') return kept
  const file = join(/* turbopackIgnore: true */ process.cwd(), 'public/lab/manifest.json')
  kept = JSON.parse(readFileSync(file, 'utf8')) as LabManifest
  return kept
}

/** The experiments that lie on disk, by slug. */
export function readCatalogue(): readonly LabEntry[] {
  return readManifest().experiments
}

/** The experiment of that folder, or null. */
export function findOnDisk(slug: string): LabEntry | null {
  return readCatalogue().find((entry) => entry.slug === slug) ?? null
}

/** Where the compute library and the sealed frame are. */
export function labAssets(): LabAssets {
  const { compute, frame } = readManifest()
  return { compute, frame }
}
