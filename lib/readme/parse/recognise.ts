/** What a pasted text looks like; the form says so while one types, and the server goes by the same. */
export type Recognised =
  | { kind: 'nothing' }
  | { kind: 'address'; isGitHub: boolean }
  | { kind: 'bibliography'; format: 'BibTeX' | 'RIS' | 'CSL-JSON' }
  | { kind: 'ids'; count: number }
  | { kind: 'text'; lines: number }

const ADDRESS = /^(https?:\/\/\S+|(www\.)?(github|gitlab)\.com\/\S+)$/i
const GITHUB = /^(https?:\/\/)?(www\.|raw\.)?github(usercontent)?\.com\//i
const ID =
  /^(arxiv:\s*)?(\d{4}\.\d{4,5}|[a-z-]+(\.[a-z]{2})?\/\d{7})(v\d+)?$|^(doi:\s*)?10\.\d{4,9}\/\S+$|^https?:\/\/((www|export)\.)?arxiv\.org\/(abs|pdf)\/\S+$|^https?:\/\/(dx\.)?doi\.org\/10\.\S+$/i

/** Pure, and cheap on a text of megabytes: only its beginning is looked at closely. */
export function recognise(text: string): Recognised {
  const start = text.trimStart()
  if (start === '') return { kind: 'nothing' }
  if (/^@\s*[a-z]+\s*[{(]/i.test(start)) return { kind: 'bibliography', format: 'BibTeX' }
  if (/^TY {2}- /.test(start)) return { kind: 'bibliography', format: 'RIS' }
  if (/^[[{]\s*["{]/.test(start)) return { kind: 'bibliography', format: 'CSL-JSON' }
  const ids = countIds(start)
  if (ids > 0) return { kind: 'ids', count: ids }
  const only = start.trimEnd()
  if (only.length < 2000 && ADDRESS.test(only)) return { kind: 'address', isGitHub: GITHUB.test(only) }
  return { kind: 'text', lines: only.split('\n').length }
}

/** How many identifiers a text holds that is nothing but a list of them; 0 for every other text. */
function countIds(text: string): number {
  const words = text.slice(0, 100_000).split(/[\s,;]+/)
  let count = 0
  for (const word of words) {
    if (word === '') continue
    if (!ID.test(word)) return 0
    count += 1
  }
  return count
}

/** An address as a person types it, with its scheme. */
export const withScheme = (address: string) =>
  /^https?:\/\//i.test(address.trim()) ? address.trim() : `https://${address.trim()}`
