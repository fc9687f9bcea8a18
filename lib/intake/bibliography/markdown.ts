const FORMULA = /((?<!\\)\$[^$\n]+\$)/g

const escapeWords = (text: string) =>
  text
    .replace(/[\\`*[\]<>$~]/g, '\\$&')
    // "_" inside a word marks nothing.
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '\\&')

/** Plain text as Markdown that reads as just that text; formulas stay formulas. */
export function escapeMarkdown(text: string): string {
  return text
    .split(FORMULA)
    .map((part, index) => (index % 2 === 1 ? part : escapeWords(part)))
    .join('')
}

/** A paragraph of plain text: nothing at its start makes a heading, list, quote or rule of it. */
export function escapeParagraph(text: string): string {
  return escapeMarkdown(text)
    .replace(/^(#{1,6}(?=\s|$)|[-+=|](?=\s|$|-|=))/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}

/** An address as the target of a Markdown link; the same address, with what would end it written as bytes. */
export function linkTarget(url: string): string {
  let depth = 0
  const isBalanced = [...url].every((char) => (depth += char === '(' ? 1 : char === ')' ? -1 : 0) >= 0) && depth === 0
  const safe = url.replace(/[\s<>\\]/g, (char) => encodeURIComponent(char)).replace(/&(?=#?\w+;)/g, '&amp;')
  return isBalanced ? safe : safe.replaceAll('(', '%28').replaceAll(')', '%29')
}
