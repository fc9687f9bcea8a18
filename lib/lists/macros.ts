import { z } from 'zod'
import type { Macros } from '#lib/markdown/math/macros.ts'

const NAME = /^\\(?:[A-Za-z]+|[^A-Za-z\s])$/
const LINE = /^(\\(?:[A-Za-z]+|[^A-Za-z\s]))\s*(?:=|:|\s)\s*(\S.*)$/
const MAX_MACROS = 200
const MAX_EXPANSION = 500

/** @returns what is wrong with the macros, in words for people; null where nothing is. */
function wrongIn(entries: [string, string][]): string | null {
  if (entries.length > MAX_MACROS) return `A list has at most ${MAX_MACROS} macros.`
  for (const [name, expansion] of entries) {
    if (!NAME.test(name))
      return `A macro’s name is a backslash and letters, such as \\R; this is none: ${name.slice(0, 40)}`
    if (expansion === '') return `${name} stands for nothing: give it an expansion.`
    if (expansion.length > MAX_EXPANSION) return `What ${name} stands for is longer than ${MAX_EXPANSION} characters.`
  }
  return null
}

/** @returns the entries of text with one macro a line, or the first line that is none. */
function readLines(text: string): [string, string][] | { badLine: string } {
  const entries: [string, string][] = []
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue
    const [, name, expansion] = LINE.exec(line) ?? []
    if (name === undefined || expansion === undefined) return { badLine: line }
    entries.push([name, expansion])
  }
  return entries
}

/** Macros as an object, or as people write them in the settings: one a line, the name and what it stands for. */
export const macrosSchema = z
  .union([z.string(), z.record(z.string(), z.string().trim())])
  .transform((input, context): Macros => {
    const entries = typeof input === 'string' ? readLines(input) : Object.entries(input)
    const wrong = Array.isArray(entries)
      ? wrongIn(entries)
      : `Write one macro a line, such as \\R = \\mathbb{R}; this is none: ${entries.badLine.slice(0, 60)}`
    if (wrong !== null) context.addIssue({ code: 'custom', message: wrong })
    return Array.isArray(entries) ? Object.fromEntries(entries) : {}
  })

/** The text that macrosSchema reads back as the same macros. */
export function formatMacros(macros: Macros): string {
  return Object.entries(macros)
    .map(([name, expansion]) => `${name} = ${expansion}`)
    .join('\n')
}
