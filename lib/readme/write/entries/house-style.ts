import { authorLines } from '#lib/readme/write/fields/author-styles.ts'
import { addressForms, textForms } from '#lib/readme/write/fields/escape.ts'
import type { Wanted } from '#lib/readme/write/fields/wanted.ts'

/** An entry where nothing shows how to write it: as the first list of the house is, then in plainer ways. */
export function houseForms(wanted: Wanted, mark: string): string[] {
  const [first, ...others] = wanted.links
  const names = wanted.authors.length > 0 ? (authorLines(wanted, [])[0] ?? '') : ''
  const place = [wanted.venue, wanted.year === null ? null : `(${wanted.year})`].filter(Boolean).join(' ')
  const beside = others.map(({ label, kind, url }) => `[[${label ?? kind}](${addressForms(url, 'item')[0]})]`)
  return textForms(wanted.title, 'item').flatMap((title) => {
    const bold = first ? `[**${title}**](${addressForms(first.url, 'item')[0]})` : `**${title}**`
    const line = (...words: string[]) => mark + words.filter(Boolean).join(' ')
    const stopped = names.replace(/\.?$/, '.')
    return [
      line(names, bold, place, ...beside),
      line(`${bold}${names ? '.' : ''}`, names ? stopped : '', place, ...beside),
      line(
        `${bold}${names || place ? ',' : ''}`,
        [names, place.replace(/[()]/g, '')].filter(Boolean).join(', '),
        ...beside,
      ),
    ]
  })
}
