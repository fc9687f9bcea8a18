const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export type Place = { line: number; column: number }
/** `source` is the file's name without its folders, null where there is but one text. */
export type SourcePlace = { source: string | null; line: number }
type SourceMap = { sources: string[]; mappings: string }

/** The numbers of one segment of a source map (base64 VLQ, ECMA-426). */
function decodeSegment(segment: string): number[] {
  const numbers: number[] = []
  let value = 0
  let shift = 0
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter)
    value += (digit & 31) * 2 ** shift
    shift += 5
    if (digit & 32) continue
    numbers.push(value % 2 === 1 ? -Math.floor(value / 2) : value / 2)
    value = 0
    shift = 0
  }
  return numbers
}

/** Where in the author's files a place of the compiled text comes from; lines and columns count from 1. */
export function mapPlace(map: SourceMap, place: Place): SourcePlace | null {
  let source = 0
  let line = 0
  let found: SourcePlace | null = null
  const lines = map.mappings.split(';')
  for (let at = 0; at < Math.min(lines.length, place.line); at++) {
    let column = 0
    for (const segment of (lines[at] ?? '').split(',')) {
      const [columns, sources, sourceLines] = decodeSegment(segment)
      if (columns === undefined) continue
      column += columns
      if (sources === undefined || sourceLines === undefined) continue
      source += sources
      line += sourceLines
      const isBefore = at === place.line - 1 && (column < place.column || found === null)
      if (isBefore) found = { source: map.sources[source]?.split('/').at(-1) ?? null, line: line + 1 }
    }
  }
  return found
}

const INLINE = /^\/\/# sourceMappingURL=data:application\/json[^,\n]*;base64,([A-Za-z0-9+/=]+)\s*$/m

/** The map that a compiled text carries at its end, null where it carries none that can be read. */
export function inlineMap(code: string): SourceMap | null {
  const found = INLINE.exec(code)?.[1]
  if (found === undefined) return null
  try {
    const bytes = Uint8Array.from(atob(found), (letter) => letter.charCodeAt(0))
    return readMap(new TextDecoder().decode(bytes))
  } catch {
    // An author may write anything there.
    return null
  }
}

/** A source map from its text, null where that is none. */
export function readMap(text: string): SourceMap | null {
  try {
    const map = JSON.parse(text) as Partial<SourceMap>
    return Array.isArray(map.sources) && typeof map.mappings === 'string'
      ? { sources: map.sources.map(String), mappings: map.mappings }
      : null
  } catch {
    return null
  }
}
