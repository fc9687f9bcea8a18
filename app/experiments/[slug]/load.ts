import { notFound } from 'next/navigation'
import { presentEntry } from '#components/experiments/present-entry.ts'
import { findOnDisk, labAssets } from '#lib/experiments/catalogue.ts'
import { type Rendered, renderMarkdown } from '#lib/markdown/render.ts'
import type { ExperimentData } from '#components/experiments/experiment-data.ts'

/** An experiment that lies on disk, for everybody; what is not there is the 404 page. */
export async function loadOnDisk(slug: string): Promise<{ data: ExperimentData; explanation: Rendered }> {
  const entry = findOnDisk(slug)
  if (!entry) notFound()
  return { data: presentEntry(entry, labAssets()), explanation: await renderMarkdown(entry.explanation) }
}
