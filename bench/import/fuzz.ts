import fc from 'fast-check'
import { roundtrip } from '#lib/readme/write/roundtrip.ts'
import { unaccountedLines } from '#lib/readme/report/account.ts'
import { readDocument } from '#lib/readme/parse/read-document.ts'
import { mutatedReadme } from './mutate.ts'

export type Fuzzed = { runs: number; slowestMs: number; failure: string | null }

/** Every line has its place, every span its order, and writing gives what was read. */
function check(text: string): void {
  const document = readDocument(text)
  const lost = unaccountedLines(text, document)
  if (lost.length > 0) throw new Error(`Line ${lost[0]} has no place.`)
  const bytes = new TextEncoder().encode(text)
  if (!Buffer.from(roundtrip(bytes)).equals(Buffer.from(bytes))) throw new Error('The round trip changed the text.')
}

/** Reads `runs` mutated READMEs, made from `texts` by a seed. */
export function fuzz(texts: readonly string[], runs: number, seed: number): Fuzzed {
  let slowestMs = 0
  let done = 0
  const property = fc.property(mutatedReadme(texts), (text) => {
    // What is no text is refused before it is read.
    if (text.trim() === '' || text.includes('\0') || !text.isWellFormed()) return
    const start = performance.now()
    check(text)
    slowestMs = Math.max(slowestMs, performance.now() - start)
    done += 1
  })
  const result = fc.check(property, { numRuns: runs, seed })
  const failure = result.failed
    ? `${String(result.errorInstance)} for ${JSON.stringify(result.counterexample)?.slice(0, 2000)}`
    : null
  return { runs: failure ? done : runs, slowestMs, failure }
}
