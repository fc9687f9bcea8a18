import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

export type CorpusFile = {
  name: string
  bytes: Uint8Array
  text: string
  /** How many entries of papers a careful reader counts; null where nobody counted. */
  papers: number | null
  /** A list of something else than papers. */
  isControl: boolean
}

function readIndex(folder: string): Map<string, Record<string, string>> {
  const [head = '', ...lines] = readFileSync(join(folder, 'INDEX.tsv'), 'utf8').trimEnd().split('\n')
  const names = head.split('\t')
  const rows = lines.map((line) => {
    const cells = line.split('\t')
    return Object.fromEntries(names.map((name, column) => [name, cells[column] ?? '']))
  })
  return new Map(rows.map((row) => [row.file ?? '', row]))
}

const markdownIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.md') && name !== 'README.md')
        .map((name) => join(folder, name))
    : []

/**
 * Real READMEs with the counts of a careful reader: `folder`/INDEX.tsv (columns file, papers, …) and the
 * files beside it, in controls/ (lists of other things) and in history/ (versions of one list, uncounted).
 */
export function readCorpus(folder: string): CorpusFile[] {
  const index = readIndex(folder)
  const paths = ['', 'controls', 'history'].flatMap((part) => markdownIn(join(folder, part)))
  return paths.map((path) => {
    const bytes = readFileSync(path)
    const name = path.slice(join(folder, '/').length)
    const row = index.get(name) ?? index.get(basename(path))
    return {
      name,
      bytes,
      text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
      papers: row ? Number(row.papers) : null,
      isControl: name.startsWith('controls/'),
    }
  })
}
