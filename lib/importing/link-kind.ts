import { identify, parseHttpUrl } from '#lib/papers/identifiers.ts'
import type { LinkKind } from '#lib/papers/schema.ts'

const BY_LABEL: [RegExp, LinkKind][] = [
  [/\b(?:pdf)\b/i, 'pdf'],
  [/\b(?:code|github|gitlab|implementation|repo(?:sitory)?|pytorch|tensorflow|jax|star)\b/i, 'code'],
  [/\b(?:slides?|poster|presentation)\b/i, 'slides'],
  [/\b(?:video|talk|youtube|bilibili|recording)\b/i, 'video'],
  [/\b(?:blog|post|tweet|thread|article)\b/i, 'blog'],
  [/\b(?:data|dataset|datasets|benchmark)\b/i, 'data'],
  [/\b(?:project|page|website|site|homepage|demo|web)\b/i, 'project'],
  [/\b(?:paper|arxiv|abs|abstract|openreview|doi|acl|link|publish(?:er)?)\b/i, 'paper'],
]

const BY_HOST: [RegExp, LinkKind][] = [
  [/(^|\.)(github\.com|gitlab\.com|bitbucket\.org|codeocean\.com)$/, 'code'],
  [/(^|\.)(youtube\.com|youtu\.be|vimeo\.com|bilibili\.com|slideslive\.com|videolectures\.net)$/, 'video'],
  [/(^|\.)(slideshare\.net|speakerdeck\.com)$/, 'slides'],
  [/(^|\.)(medium\.com|substack\.com|twitter\.com|x\.com)$|^blog\./, 'blog'],
  [/(^|\.)(zenodo\.org|kaggle\.com|figshare\.com)$/, 'data'],
  [/\.github\.io$/, 'project'],
]

/** Whether an address leads to a paper: it carries an identifier, or is a PDF. */
export function isPaperUrl(url: string): boolean {
  const identifier = identify(url)
  if (identifier) return identifier.scheme !== 'github'
  return /\.pdf$/i.test(parseHttpUrl(url)?.pathname ?? '')
}

/** What a link beside a title leads to: said by its words, else by its host, else by its address. */
export function linkKind(label: string, url: string): LinkKind {
  const byLabel = BY_LABEL.find(([pattern]) => pattern.test(label))?.[1]
  if (byLabel) return byLabel
  const host = parseHttpUrl(url)?.hostname.toLowerCase() ?? ''
  const byHost = BY_HOST.find(([pattern]) => pattern.test(host))?.[1]
  if (byHost) return byHost
  if (/\.pdf$/i.test(parseHttpUrl(url)?.pathname ?? '')) return 'pdf'
  return identify(url) ? 'paper' : 'other'
}

/** Whether a link's words name a kind of link rather than a paper ("pdf", "[code]", "arXiv"). */
export function isLinkWord(label: string): boolean {
  const words = label
    .replace(/[^\p{L}\p{N}\s]+/gu, ' ')
    .trim()
    .split(/\s+/)
    .filter(Boolean)
  return words.length <= 2 && (words.length === 0 || BY_LABEL.some(([pattern]) => pattern.test(label)))
}
