import { parseAuthors } from '#lib/papers/fields/authors.ts'
import type { Span } from '#lib/readme/span.ts'
import { isOnlyVenue, soundsLikeVenue } from './venue-names.ts'

export type Names = ReturnType<typeof parseAuthors>

const NOTHING = /^[\s\p{P}\p{S}\d]*$/u
// Words of sentences, which no line of names has.
const SENTENCE =
  /(?<![\p{L}\p{N}-])(?:the|this|that|for|from|with|see|our|we|is|are|in|on|to|of|by|new|check|using|here|list|via|as|an|how|what|why|when|The|This|That|For|From|With|See|What|Why|When|Via|Using|Check|List)(?![\p{L}\p{N}-])/u
// Words of titles and labels. Some people are called so: a long list of names may hold one.
const TOPIC =
  /(?<![\p{L}\p{N}-])(?:learning|networks?|models?|neural|deep|survey|visual|language|vision|training|dataset|paper|code|oral|spotlight|poster|implementation|official|blog|video|slides|project|page|website|introduction|overview|review|part|chapter|version|supplementary|appendix|best|award|only|available|soon|coming|unofficial|demo|summary|notes?|explained|original|tutorial|lecture|course|book|library|framework|toolkit|benchmark|methods?|based|analysis|systems?|approach|large|graph|image|text|data|new|how|here|our)(?![\p{L}\p{N}-])/iu
const ABSTRACT = /(?:tions?|[^\s]{3}ity|ities|ness|ments?|ology|iz(?:ation|ed|ing)|ability)(?![\p{L}])/u
const GROUP =
  /\b(?:team|group|collaboration|consortium|labs?|project|initiative|community|research|university|institute|foundation|alliance|workshop|contributors|authors)\b/iu
const CASELESS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Devanagari}\p{sc=Thai}]/u
const INITIAL = /(?<!\p{L})\p{Lu}\.?(?=[\s.,-]|$)/u
const PARTICLE =
  /^(?:van|von|der|den|de|del|della|di|da|dos|das|du|la|le|ten|ter|zu|zur|af|av|bin|ibn|al|el|y|e|i|jr\.?|dr\.?|d['’].*|al-.*|el-.*)$/u
const ET_AL = /(?<![\p{L}\p{N}])o?et\.?\s*al(?![a-z])\.?|\band\s+others\b\.?|\bet\s+coll?\b\.?|等(?:人)?/iu
const MAX_NAMES = 20_000

/** A line without what may stand around names: item marks, "(2018).", "[2023/10]", quotes. */
export function bareNames(text: string): string {
  return text
    .replace(/^[\s\p{S}•·–—:-]+/u, '')
    .replace(/[([]\s*\d{4}(?:[-/.]\d{1,2}){0,2}[a-z]?\s*[)\]]\.?/g, '')
    .replace(/[\s:“"«–—-]+$/u, '')
    .trim()
}

/** How much a name is like one: 'soft' where it is written or worded oddly. */
function likeness(family: string, given: string): 'sure' | 'soft' | 'none' {
  const name = `${given} ${family}`.trim()
  if (name.length > 300 || /[?!:“”"/\\<>{}=_#@|]|\d/u.test(name)) return 'none'
  if (CASELESS.test(name)) return name.length <= 24 && !/[，。：；、]/u.test(name) ? 'sure' : 'none'
  const words = name.split(' ')
  if (words.length > 7) return 'none'
  if (GROUP.test(name) && words.length >= 2) return words.length <= 5 && /\p{Lu}/u.test(name) ? 'sure' : 'none'
  if (words.some((word) => isOnlyVenue(word)) || SENTENCE.test(name)) return 'none'
  // The words of a name begin with a capital, but for its particles.
  const small = words.filter((word) => /^\p{Ll}/u.test(word) && !PARTICLE.test(word))
  if (small.length > (words.length > 1 && /^\p{Lu}/u.test(words.at(-1) ?? '') ? 1 : 0))
    return words.length <= 4 ? 'soft' : 'none'
  if (!/\p{Lu}/u.test(name)) return 'soft'
  if (ABSTRACT.test(name)) return 'soft'
  return TOPIC.test(name.replace(/\b\p{Lu}\.?(?=\s|$)/gu, '')) ? 'soft' : 'sure'
}

/** The names of a line, or null where it does not read as names. */
export function readNames(text: string): Names | null {
  const line = bareNames(text)
  if (NOTHING.test(line) || line.length > MAX_NAMES || !/[\p{Lu}\p{Lo}]/u.test(line)) return null
  const names = parseAuthors(line)
  if (names.authors.length === 0) return null
  let odd = 0
  for (const { family, given = '' } of names.authors) {
    const like = likeness(family, given)
    if (like === 'none') return null
    if (like === 'soft') odd += 1
  }
  // Among many names a few may be written in small letters, or be words besides.
  return odd === 0 || (names.authors.length >= 3 && odd <= Math.max(1, names.authors.length / 4)) ? names : null
}

/** Whether names read from a text are surely names: several, with initials, or cut by "et al.". */
export function areSure(names: Names, text: string): boolean {
  return (
    names.authors.length > 2 ||
    ET_AL.test(text) ||
    INITIAL.test(text) ||
    (names.authors.length === 2 && /\s\p{Lu}/u.test(text))
  )
}

/** A name alone is believed where it has two to four words: "Andrej Karpathy", not "Overview". */
const isPlainName = (names: Names, text: string) => {
  const count = bareNames(text.replace(ET_AL, ' ')).split(/\s+/).filter(Boolean).length
  return (
    CASELESS.test(text) ||
    GROUP.test(text) ||
    (names.authors.length === 1 && (names.truncated || count >= 2) && count <= 4) ||
    names.authors.length > 1
  )
}

export type FoundNames = { names: Names; span: Span }

type Rest = (rest: string) => boolean

/** Where a sentence may end: after a word that is no initial, before a space or the end. */
const STOP = /:(?=\s)|(?<=\s)\.(?=\s|$)|(?<=[\p{Ll}\p{Lo})\]*’'\d]|\p{Lu}{3})\.(?=\s|$|\p{Lu}\p{L}{2})/gu
const MAX_STOPS = 4
const MAX_COMMAS = 6

/** The ends that the names at a text's start may have, the likeliest first. */
function ends(text: string): number[] {
  const found: number[] = []
  const etAl = ET_AL.exec(text)
  if (etAl) found.push(etAl.index + etAl[0].length)
  for (const stop of [...text.matchAll(STOP)].slice(0, MAX_STOPS)) found.push(stop.index)
  return found
}

/** "A. One, B. Two. C. Three, D. Four": a stop among names that should be a comma. */
function withMore(head: string, lead: number, found: FoundNames, isVenue: Rest): FoundNames {
  const from = found.span.end - lead
  const rest = head.slice(from)
  if (found.names.truncated || !/^\.\s+\p{Lu}[^,.:]*\s[^,.:]*,\s*\p{Lu}[^,.:]*\s/u.test(rest)) return found
  const more = findNames(rest.slice(1), isVenue)
  if (!more || more.names.authors.length < 2 || more.names.authors.some(({ given }) => !given)) return found
  if (soundsLikeVenue(rest.slice(1, 1 + more.span.end))) return found
  const authors = [...found.names.authors, ...more.names.authors]
  const end = lead + from + 1 + more.span.end
  return { names: { authors, truncated: more.names.truncated }, span: { start: found.span.start, end } }
}

/**
 * The names that a text begins with: all of it, up to "et al.", up to a stop, or up to a comma or a
 * space after which something `isVenue` follows. The span is theirs in the text.
 */
export function findNames(text: string, isVenue: Rest): FoundNames | null {
  const lead =
    /^(?:[\s\p{S}\p{P}]|(?:19|20)\d\d(?=[\s,)]))*?(?=[\p{L}(])(?:(?:by|authors?\s*:|posted by|written by|作者[:：])\s*)?/iu.exec(
      text,
    )?.[0].length ?? 0
  const head = text.slice(lead, lead + MAX_NAMES)
  const take = (end: number): FoundNames | null => {
    const part = head.slice(0, end)
    const names = readNames(part)
    if (!names || !isPlainName(names, part)) return null
    const length = part.replace(/[\s,;:–—-]+$/u, '').length
    return { names, span: { start: lead, end: lead + length } }
  }
  for (const end of ends(head)) {
    const found = take(end)
    if (found && !soundsLikeVenue(head.slice(0, end).split(/[,;]/).at(-1) ?? ''))
      return withMore(head, lead, found, isVenue)
  }
  let comma = head.length
  for (let count = 0; count < MAX_COMMAS; count += 1) {
    comma = Math.max(head.lastIndexOf(',', comma - 1), head.lastIndexOf('，', comma - 1))
    if (comma < 0) break
    const rest = head.slice(comma + 1)
    // "A. One, B. Two 2015": another name before the year.
    if (!isVenue(rest) || /^\s*(?:and\s+|&\s*)?(?:\p{Lu}\.[\s-]?)+\p{Lu}\p{L}+\s/u.test(rest)) continue
    const found = take(comma)
    if (found) return found
  }
  const whole = take(head.length)
  if (whole && !soundsLikeVenue(bareNames(head).split(/[,;&]/).at(-1) ?? '')) return whole
  // "Ada Lovelace NeurIPS 2021", "Ada Lovelace and Charles Babbage 2019"
  const words = [...head.slice(0, 400).matchAll(/\s+(?=\S)/g)]
  const venue = words.find((space) => {
    const next = head.slice(space.index + space[0].length).split(/[\s,(]/)[0] ?? ''
    return isOnlyVenue(next) || /^(?:(?:19|20)\d\d|In|in)(?:\b|:)/.test(next)
  })
  return venue && venue.index > 0 ? take(venue.index) : null
}
