import type { Author } from '#lib/papers/schema.ts'

const PARTICLES = new Set(
  'van von der den de del della di da dos das du la le ten ter zu zur zum af av bin ibn al el van’t ’t y'.split(' '),
)
const GROUP =
  /\b(team|group|collaboration|consortium|labs?|project|initiative|community|research|university|institute|cent(?:re|er)|network|foundation|alliance|workshop|contributors)\b/iu
const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/iu
// "J.", "J.J.", "J.-B.", "Yu.", and without stops "JR"
const INITIALS = /^(?:(?:\p{Lu}\p{M}*\p{Ll}?\p{M}*\.[-‐]?)+|\p{Lu}{1,3}|(?:\p{Lu}-)+\p{Lu})$/u

const CASELESS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u

type Piece = { words: string[]; afterAnd: boolean }

const isInitial = (word: string) => INITIALS.test(word)
const isParticle = (word: string) => PARTICLES.has(word.toLowerCase()) && word[0] === word[0]?.toLowerCase()
/** "A.", "A. van den": a given name shortened, with a particle that belongs to the family name or without. */
const isGiven = (piece: Piece) =>
  piece.words.some(isInitial) && piece.words.every((word) => isInitial(word) || isParticle(word))
const isOneName = (piece: Piece) => piece.words.filter((word) => !isParticle(word)).length === 1
const join = (words: string[]) => words.join(' ')
const named = (family: string, given: string): Author => (given ? { family, given } : { family })

/** One name as it stands between two commas: "Ada Lovelace", "van den Oord", "King JR", "OpenAI". */
function readName(words: string[]): Author {
  const whole = join(words)
  if (words.length === 1 || GROUP.test(whole)) return { family: whole }
  const firstInitial = words.findIndex(isInitial)
  const endsInInitials = firstInitial > 0 && words.slice(firstInitial).every(isInitial)
  if (endsInInitials) return named(join(words.slice(0, firstInitial)), join(words.slice(firstInitial)))
  let start = words.length - 1
  if (SUFFIX.test(words[start] ?? '') && start > 1) start -= 1
  while (start > 0 && isParticle(words[start - 1] ?? '')) start -= 1
  // "Oier Lopez de Lacalle": two family names joined by "de".
  if (start > 1 && /^de$/i.test(words[start] ?? '') && /[eé]z$/i.test(words[start - 1] ?? '')) start -= 1
  return named(join(words.slice(start)), join(words.slice(0, start)))
}

function splitPieces(text: string): Piece[] {
  const pieces: Piece[] = []
  let afterAnd = false
  for (const token of text.split(/(\s*[,，、،]\s*|\s*&\s*|\s+and\s+)/iu)) {
    const bare = token.trim()
    if (/^(?:&|and)$/iu.test(bare)) afterAnd = true
    else if (bare && !/^[,，、،]$/u.test(bare)) {
      // ", and Ada": the comma came first
      const words = bare.replace(/^and\s+/iu, '').split(' ')
      pieces.push({ words, afterAnd: afterAnd || /^and\s/iu.test(bare) })
      afterAnd = false
    }
  }
  return pieces
}

/** "Najib J.", "SM Ali", "Daniel L. K.": a given name of several words with an initial among them. */
const isGivenWithInitial = ({ words }: Piece) =>
  words.length >= 2 && words.length <= 4 && words.some(isInitial) && !words.every(isInitial)

/** Whether every two pieces are one name ("Raffel, Colin, & Roberts, Adam"). */
function arePairs(pieces: Piece[]): boolean {
  if (pieces.length % 2 !== 0 || pieces.some((piece) => CASELESS.test(join(piece.words)))) return false
  const families = pieces.filter((_, index) => index % 2 === 0)
  const givens = pieces.filter((_, index) => index % 2 === 1)
  if (!families.every(isOneName) || !givens.every((piece) => isOneName(piece) || isGivenWithInitial(piece)))
    return false
  if (givens.some((piece) => piece.afterAnd)) return false
  return pieces.length === 2
    ? givens.every(isOneName)
    : families.some((piece) => piece.afterAnd) || givens.some(isGivenWithInitial)
}

/** Whether only the first name is turned round, as MLA does ("Nasr, Khaled, and Pooja Viswanathan"). */
function isFirstInverted(pieces: Piece[]): boolean {
  const [first, second, ...rest] = pieces
  if (!first || !second || second.afterAnd || !isOneName(first) || pieces.some(isGiven)) return false
  const isShort = isOneName(second) || isGivenWithInitial(second)
  return isShort && rest.length > 0 && rest.every((piece) => piece.words.length > 1)
}

/** The names of a line from which "et al." and gaps have been taken. */
export function splitNames(text: string): Author[] {
  if (/;/.test(text)) {
    return text.split(';').flatMap((part) => {
      const [family = '', ...given] = part.split(',').map((side) => side.trim().replace(/^(?:&|and\s)\s*/iu, ''))
      if (given.length === 0) return family ? [readName(family.split(' '))] : []
      return family ? [named(family, join(given))] : []
    })
  }
  const pieces = splitPieces(text)
  const authors: Author[] = []
  const pairs = arePairs(pieces)
  const inverted = isFirstInverted(pieces)
  for (let index = 0; index < pieces.length; index += 1) {
    const { words } = pieces[index] as Piece
    const next = pieces[index + 1]
    const last = authors.at(-1)
    if (next && (pairs || (inverted && index === 0) || (isGiven(next) && !next.afterAnd))) {
      authors.push(named(join(words), join(next.words)))
      index += 1
    } else if (last && SUFFIX.test(join(words))) {
      authors[authors.length - 1] = named(last.family, [last.given, join(words)].filter(Boolean).join(', '))
    } else authors.push(readName(words))
  }
  return authors.filter((author) => /[\p{L}\p{N}]/u.test(author.family))
}
