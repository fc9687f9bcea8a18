import { AppError } from '#lib/errors.ts'

const README = /^readme(\.(md|markdown|mdown|mkd|txt))?$/i
const MARKDOWN = /\.(md|markdown|mdown|mkd)$/i
const OTHER_LIST = /\.(txt|bib|bibtex|ris|json)$/i

const fileName = (path: string) => path.slice(path.lastIndexOf('/') + 1)
const depth = (path: string) => path.split('/').length

/** What archives and folders carry that nobody put there: other systems' droppings, hidden files, dependencies. */
export const isJunk = (path: string): boolean =>
  path.split('/').some((part) => part === '__MACOSX' || part === 'node_modules' || part.startsWith('.'))

/** Whether a file might be the list: told by its name. */
export const mayBeList = (path: string): boolean =>
  !isJunk(path) && (README.test(fileName(path)) || MARKDOWN.test(path) || OTHER_LIST.test(path))

/**
 * Which of several files is the list: the README nearest to the top; else the only Markdown file there
 * is at the highest level that has one; else the only file of another kind that can be a list.
 * @throws AppError invalid where none is, or where several could be.
 */
export function findReadme(paths: readonly string[]): string {
  const candidates = paths.filter(mayBeList)
  for (const isOne of [(path: string) => README.test(fileName(path)), MARKDOWN.test.bind(MARKDOWN), () => true]) {
    const found = nearestTop(candidates.filter((path) => isOne(path)))
    const [first, ...more] = found
    if (!first) continue
    if (more.length === 0) return first
    const best = found.find((path) => /^readme\.md$/i.test(fileName(path)))
    if (best) return best
    const names = found.slice(0, 5).map((path) => `“${path}”`)
    throw new AppError('invalid', `Several files could be the list: ${names.join(', ')}. Choose one of them alone.`)
  }
  throw new AppError('invalid', 'There is no README.md among these files, nor another text that could be the list.')
}

function nearestTop(paths: readonly string[]): string[] {
  const least = Math.min(...paths.map(depth))
  return paths.filter((path) => depth(path) === least).sort()
}
