const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '’', nbsp: ' ' }
const INLINE =
  /<\/?(?:i|b|u|em|strong|sup|sub|span|sc|nocase|font|small|tt|a|img|jats:(?:italic|bold|sup|sub|sc|xref))\b[^<>]*>/gi
const BLOCK = /<\/?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|jats:(?:p|sec|title|list|list-item))\b[^<>]*>/gi

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole
}

/**
 * Text as bibliographies hold it, without the tags and entities that publishers and programs leave in
 * it; a "<" that stands for itself stays. Paragraphs are kept, divided by blank lines.
 */
export function plainParagraphs(text: string): string[] {
  return (
    text
      .replace(BLOCK, '\n\n')
      .replace(INLINE, '')
      .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, decodeEntity)
      // LaTeX's \'\i: an i without dot and an accent, which no font puts together.
      .replace(/ı(?=[\u0300-\u0314])/g, 'i')
      .replace(/ȷ(?=[\u0300-\u0314])/g, 'j')
      .replace(/\\[a-zA-Z]+ ?/g, '')
      .normalize('NFC')
      .split(/\n[^\S\n]*\n/)
      .map((part) => part.replace(/[\s\u00a0\u0000-\u001f\u007f]+/g, ' ').trim())
      .filter((part) => part !== '')
  )
}

export const plainLine = (text: string) => plainParagraphs(text).join(' ')
