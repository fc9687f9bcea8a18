import { type Bench, benchFor } from '#lib/readme/write/fields/trial-read.ts'
import { readingOf } from '#lib/readme/write/fields/reading.ts'
import type { SourceMap } from './source-map.ts'
import type { Model } from './write-entry.ts'

/** The entries of a source as models to write after; each is read and tried at most once. */
export class Models {
  readonly #map: SourceMap
  readonly #bySection: Map<number, number[]>
  readonly #models = new Map<number, Model>()
  readonly #benches = new Map<number, Bench | null>()

  constructor(map: SourceMap) {
    this.#map = map
    const entries = map.document.entries.map(({ section }, index) => ({ section, index }))
    const groups = Map.groupBy(entries, ({ section }) => section)
    this.#bySection = new Map([...groups].map(([section, of]) => [section, of.map(({ index }) => index)]))
  }

  /** The entries of a section of the source. */
  inSection(section: number | null): readonly number[] {
    return section === null ? [] : (this.#bySection.get(section) ?? [])
  }

  bench(index: number): Bench | null {
    const known = this.#benches.get(index)
    const entry = this.#map.document.entries[index]
    if (known !== undefined || !entry) return known ?? null
    const bench = benchFor(this.#map.text, this.#map.document, entry)
    this.#benches.set(index, bench)
    return bench
  }

  model(index: number): Model | null {
    const entry = this.#map.document.entries[index]
    const known = this.#models.get(index)
    if (known || !entry) return known ?? null
    const model = { reading: readingOf(this.#map.text, entry), bench: () => this.bench(index) }
    this.#models.set(index, model)
    return model
  }

  /** The models for a place in a section, the nearest first: of the section itself, then of what stands around it. */
  near(section: number | null, offset: number, except: number | null = null): Model[] {
    const { entries } = this.#map.document
    const away = (index: number) => Math.abs((entries[index]?.span.start ?? 0) - offset)
    const own = [...this.inSection(section)].sort((a, b) => away(a) - away(b)).slice(0, 10)
    let low = 0
    for (let high = entries.length; low < high;) {
      const middle = (low + high) >> 1
      if ((entries[middle]?.span.start ?? 0) < offset) low = middle + 1
      else high = middle
    }
    const around = Array.from({ length: 16 }, (_, at) => low - 8 + at)
      .filter((index) => index >= 0 && index < entries.length)
      .sort((a, b) => away(a) - away(b))
    const indexes = [...new Set([...own, ...around])].filter((index) => index !== except)
    return indexes.flatMap((index) => this.model(index) ?? [])
  }
}
