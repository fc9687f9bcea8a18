/**
 * HTML built as text. A page of fifty papers is some 700 elements: as React elements each is rendered,
 * sent to the browser a second time as data and made into a tree again; as text it costs nothing. For
 * lists of many small rows, and for parts of every page, that never change in the browser; for nothing else.
 */
export type Html = { readonly __html: string }

type Value = string | number | null | false | Html | readonly Html[]

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeHtml = (text: string) =>
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char) : text

/** Text that is HTML already and safe: what a sanitizer made. */
export const safeHtml = (html: string): Html => ({ __html: html })

function written(value: Value): string {
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  if (value === null || value === false) return ''
  return '__html' in value ? value.__html : value.map((each) => each.__html).join('')
}

/** A template whose values are escaped, for text and quoted attributes alike; other Html goes in as it is. */
export function markup(parts: TemplateStringsArray, ...values: Value[]): Html {
  let text = parts[0] ?? ''
  for (let index = 0; index < values.length; index++) text += written(values[index] ?? null) + (parts[index + 1] ?? '')
  return { __html: text }
}
