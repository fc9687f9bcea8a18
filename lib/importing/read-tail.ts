import { type Names, readNames } from './names.ts'
import { readVenue } from './venue.ts'

export type Tail = { names: Names | null; venue: string | null; year: number | null; isLong: boolean }

const ET_AL = /^(.*?\bet\s*al\b\.?)(.*)$/iu
const LONG = 160

/**
 * What follows a title: " ICLR (2022)", or where authors may stand there (`mayName`) also
 * ", A. Author et al., ICLR 2020" and ". First Last, First Last. NeurIPS 2019".
 */
export function readTail(text: string, mayName: boolean): Tail {
  // Brackets that links left behind: "[ ] [ ]"
  const line = text
    .replace(/[[(]\s*[|,/\s]*[\])]/g, ' ')
    .replace(/^[\s.,;:|–—-]+/u, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (mayName) {
    const cut = ET_AL.exec(line)
    if (cut) {
      const names = readNames(cut[1] ?? '')
      if (names) return { names, ...readVenue(cut[2] ?? ''), isLong: false }
    }
    for (const split of [/^(.{3,}?[^\s.]{2})\.\s+(.*)$/u, /^(.*),\s*([^,]*)$/u]) {
      const parts = split.exec(line)
      const names = parts && (parts[1] ?? '').includes(' ') ? readNames(parts[1] ?? '') : null
      if (names && parts) return { names, ...readVenue(parts[2] ?? ''), isLong: false }
    }
  }
  const isLong = line.length > LONG
  const { venue, year } = readVenue(isLong ? (/^[^.]*?\(\D{0,40}(?:19|20)\d{2}\)/.exec(line)?.[0] ?? '') : line)
  return { names: null, venue, year, isLong }
}
