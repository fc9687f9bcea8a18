import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { readDocument } from '#lib/readme/parse/read-document.ts'

const parser = unified().use(remarkParse)

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

function timed(act: () => unknown): number {
  const start = performance.now()
  act()
  return performance.now() - start
}

/** Milliseconds to read a README whole, and to parse it with remark-parse alone, in turn; medians of `rounds`. */
export function timeReading(text: string, rounds: number): { ours: number; remark: number } {
  const ours: number[] = []
  const remark: number[] = []
  for (let round = 0; round < rounds; round++) {
    remark.push(timed(() => parser.parse(text)))
    ours.push(timed(() => readDocument(text)))
  }
  return { ours: median(ours), remark: median(remark) }
}

/** How the time per byte grows when a text is given 1, 2 and 4 times over: 1 is linear. */
export function growth(text: string, rounds: number): number[] {
  const per = [1, 2, 4].map((times) => {
    const repeated = text.repeat(times)
    return median(Array.from({ length: rounds }, () => timed(() => readDocument(repeated)))) / times
  })
  return per.map((each) => each / (per[0] ?? 1))
}
