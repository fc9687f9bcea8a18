import { textForms } from './escape.ts'
import type { Reading } from './reading.ts'
import { splice } from './splice.ts'

/** The entry with another title, in every way to write it; what stands with the old one in its marks stays. */
export function titleForms({ text, parts, fields, style }: Reading, title: string): string[] {
  const { start, end } = parts.title
  const written = text.slice(start, end)
  const at = written.indexOf(fields.title)
  const stop = /[.,;]\s*$/.exec(written)?.[0] ?? ''
  const [lead, tail] =
    at >= 0
      ? [written.slice(0, at), written.slice(at + fields.title.length)]
      : ['', stop && !/[.?!]$/.test(title) ? stop : '']
  return textForms(title, style).flatMap((form) => [
    splice(text, [{ start, end, text: lead + form + tail }]),
    ...(lead + tail === '' ? [] : [splice(text, [{ start, end, text: form }])]),
  ])
}
