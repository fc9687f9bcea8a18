import { type SourcePlace, inlineMap, mapPlace, readMap } from '#lib/experiments/runtime/source-lines.ts'
import type { FromWorker } from '#lib/experiments/runtime/messages.ts'
import { loadText } from './load-text.ts'

type Failed = Extract<FromWorker, { type: 'failed' }>

/** A run that failed is over only once its failure is told, so a map that does not come is not waited for. */
const MOST_MS = 2000
const later = (ms: number) => new Promise<string>((resolve) => setTimeout(resolve, ms, ''))

/** The place in the author's TypeScript; a file of ours has its map beside it, a member's text may carry one. */
async function placeOf({ place }: Failed, code: { text: string; url: string | null }): Promise<SourcePlace | null> {
  if (!place) return null
  const own = inlineMap(code.text)
  const beside =
    own || code.url === null
      ? null
      : readMap(await Promise.race([loadText(`${code.url}.map`).catch(() => ''), later(MOST_MS)]))
  const map = own ?? beside
  return map ? mapPlace(map, place) : { source: null, line: place.line }
}

/** What the author reads; it comes whatever the code carries. The message, and the line in experiment.ts, or the file's name where it is another one. */
export async function explainFailure(failed: Failed, code: { text: string; url: string | null }) {
  const place = await placeOf(failed, code).catch(() => null)
  const isOther = place?.source != null && place.source !== 'experiment.ts' && code.url !== null
  return {
    message: isOther ? `${place.source}, line ${place.line}: ${failed.message}` : failed.message,
    line: place && !isOther ? place.line : null,
  }
}
