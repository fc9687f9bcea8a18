/** A name that is being typed after an "@": from the sign to the cursor. */
export type Call = { from: number; to: number; typed: string }

const MOST = 8
/** At a word's start; with or without the bracket that the finished mention has. */
const OPEN = /(?:^|[\s([{"'“‘—–-])(@\[?([^@\n[\]]{0,60}))$/

/** What is typed before the cursor, if it calls somebody; null where it does not. */
export function callAt(text: string, cursor: number): Call | null {
  const found = OPEN.exec(text.slice(0, cursor))
  if (!found) return null
  const [, sign = '', typed = ''] = found
  return { from: cursor - sign.length, to: cursor, typed }
}

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLocaleLowerCase()

/** Who may be meant: names one of whose words begins like this, whole names first. A name that the marks cannot hold is left out. */
export function namesFor(typed: string, names: readonly string[]): string[] {
  const wanted = fold(typed.trimStart())
  const rank = (name: string) => {
    const folded = fold(name)
    if (folded.startsWith(wanted)) return 0
    return folded.split(/[\s.-]+/).some((_, at, words) => words.slice(at).join(' ').startsWith(wanted)) ? 1 : 2
  }
  return [...new Set(names)]
    .filter((name) => !/[[\]\n]/.test(name) && rank(name) < 2)
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
    .slice(0, MOST)
}

/** The text with the name in the place of what was typed, and where the cursor stands then. */
export function withName(text: string, call: Call, name: string): { text: string; cursor: number } {
  const mention = `@[${name}] `
  const rest = text.slice(call.to).replace(/^\]? ?/, '')
  return { text: text.slice(0, call.from) + mention + rest, cursor: call.from + mention.length }
}
