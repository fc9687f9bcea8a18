import { z } from 'zod'
import { identify } from './identifiers.ts'
import { type IdentifierScheme, type PaperLink, linkSchema } from '#lib/papers/schema.ts'

const blankToNull = (value: unknown) =>
  value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value

/** PostgreSQL refuses this one character, and nobody can have meant it. */
const withoutNul = (text: string) => text.replaceAll('\0', '')

const line = (max: number, tooLong: string) =>
  z
    .string()
    .transform((text) => withoutNul(text).replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(max, tooLong))

const optionalLine = (max: number, tooLong: string) => z.preprocess(blankToNull, line(max, tooLong).nullable())

const YEAR = 'A year is a number between 1000 and 2100.'

/** Reads what people paste as an identifier: the bare value, "arXiv:…", "doi:…" or the address. */
function identifierField(scheme: IdentifierScheme, prefix: RegExp, address: string, message: string) {
  return z.preprocess(
    blankToNull,
    z
      .string()
      .trim()
      .max(500, message)
      .transform((text, context) => {
        const url = /^https?:/i.test(text) ? text : address + text.replace(prefix, '')
        const found = identify(url)
        if (found?.scheme === scheme) return found.value
        context.addIssue({ code: 'custom', message })
        return z.NEVER
      })
      .nullable(),
  )
}

const text = z.preprocess((value) => value ?? '', z.string().transform(withoutNul).pipe(z.string().trim()))
const linkRow = z.object({ kind: text, url: text, label: text })

/** The rows of the form; a row without an address says nothing and is left out. */
const linkRows = z
  .array(linkRow)
  .max(50, 'At most 50 links.')
  .transform((rows, context) => {
    const links: PaperLink[] = []
    rows.forEach((row, index) => {
      if (row.url === '') return
      const parsed = linkSchema.safeParse({ ...row, label: row.label || null })
      if (parsed.success) links.push(parsed.data)
      else {
        for (const issue of parsed.error.issues) {
          context.addIssue({ code: 'custom', path: [index, ...issue.path], message: issue.message })
        }
      }
    })
    return links
  })

/** A paper's fields as people type them; `authors` is one line, read by parseAuthors. */
export const paperFieldsSchema = z.object({
  title: line(1000, 'A title has at most 1,000 characters.').pipe(z.string().min(1, 'A paper needs a title.')),
  authors: z.preprocess((value) => value ?? '', line(20_000, 'At most 20,000 characters.')),
  venue: optionalLine(300, 'A venue has at most 300 characters.'),
  year: z.preprocess(blankToNull, z.coerce.number(YEAR).int(YEAR).min(1000, YEAR).max(2100, YEAR).nullable()),
  abstract: z.preprocess(blankToNull, text.pipe(z.string().max(20_000, 'At most 20,000 characters.')).nullable()),
  arxiv: identifierField('arxiv', /^arxiv:\s*/i, 'https://arxiv.org/abs/', 'This is not an arXiv number: 2109.01652.'),
  doi: identifierField('doi', /^doi:\s*/i, 'https://doi.org/', 'This is not a DOI: 10.1000/182.'),
  links: z.preprocess((value) => value ?? [], linkRows),
})
export type PaperFields = z.output<typeof paperFieldsSchema>

const column = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/**
 * The same fields as a form sends them, the links as three columns (linkKind[], linkUrl[], linkLabel[]),
 * so that the form works without JavaScript.
 */
export function rowsFromColumns(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || 'links' in raw) return raw
  const { linkKind, linkUrl, linkLabel, ...rest } = raw as Record<string, unknown>
  const kinds = column(linkKind)
  const labels = column(linkLabel)
  const links = column(linkUrl).map((url, index) => ({ kind: kinds[index], url, label: labels[index] }))
  return { ...rest, links }
}
