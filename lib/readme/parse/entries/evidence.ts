import type { PhrasingContent } from 'mdast'
import { linkLabel } from '#lib/readme/parse/text/inline-text.ts'
import { findBoldLinks, isLink } from './find-title.ts'
import { isLinkWord, isPaperUrl } from '#lib/readme/parse/text/link-kind.ts'
import { readNames } from '#lib/readme/parse/text/names.ts'
import { parseHttpUrl } from '#lib/papers/fields/identifiers.ts'

/** What speaks for and against a block's being the entry of a paper. */
export type Evidence = {
  /** 3 and more: a paper by itself. 2: one among others. 1: may be one. Less: something else. */
  points: number
  /** What the first link with words of its own leads to. */
  lead: LinkTarget | null
  /** Whether some text or link could be the title. */
  hasTitle: boolean
  /** Whether it leads to a paper, or says that it does. */
  hasPaperLink: boolean
  /** Whether a link beside the title says so in words ("pdf"), or leads to one. */
  saysPaper: boolean
  /** Whether it says who wrote it, where or when. */
  isCited: boolean
  hasNames: boolean
  /** Whether it begins as entries do: with a title that is marked as one, or with names and then a title. */
  begins: boolean
}

export type LinkTarget = 'paper' | 'code' | 'video' | 'anchor' | 'web'

export type AddressOf = (node: PhrasingContent) => string | null

type Links = { url: string; label: string }[]

const PUBLISHER =
  /(?:^|\.)(?:springer\.com|springeropen\.com|ieee\.org|acm\.org|sciencedirect\.com|wiley\.com|tandfonline\.com|sagepub\.com|projecteuclid\.org|researchgate\.net|academia\.edu|iacr\.org|jstor\.org|usenix\.org|semanticscholar\.org|plos\.org|pnas\.org|science\.org|cell\.com|nature\.com|mitpressjournals\.org|direct\.mit\.edu|oup\.com|cambridge\.org|aps\.org|iop\.org|siam\.org|ssrn\.com|hal\.science|archives-ouvertes\.fr|philpapers\.org|isca-speech\.org|vldb\.org|aaai\.org|ijcai\.org|jmlr\.org|mlr\.press|frontiersin\.org|mdpi\.com|arxiv\.org|openreview\.net|aclweb\.org|aclanthology\.org|thecvf\.com|cv-foundation\.org|nips\.cc|neurips\.cc|biorxiv\.org|medrxiv\.org|psyarxiv\.com|techrxiv\.org|citeseerx\.ist\.psu\.edu|nowpublishers\.com|worldscientific\.com|dblp\.org|scholar\.google\.com|distill\.pub|transformer-circuits\.pub)$/
const PAPER_PATH = /\/(?:papers?|publications?|pubs|abs|abstract|doi|proceedings|preprints?)\/.*[\w-]{6}/i
const CODE =
  /(?:^|\.)(?:github\.com|gitlab\.com|bitbucket\.org|pypi\.org|npmjs\.com|sourceforge\.net|cran\.r-project\.org|kaggle\.com|crates\.io)$/
const VIDEO =
  /(?:^|\.)(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com|slideslive\.com|videolectures\.net|coursera\.org|udacity\.com|udemy\.com|edx\.org)$/
const DATA = /zenodo|figshare|dataverse|kaggle\.com/i
/** An address that stands for itself. */
const BARE = /^(?:https?:\/\/|www\.)\S+$/i
const SAYS_PAPER =
  /^\W*(?:the\s+)?(?:paper|pdf|arxiv|abs|openreview|preprint|doi|acl|cvpr|iccv|eccv|neurips|nips|icml|iclr|aaai|论文|文章|paper\s?link|arxiv\s?paper|link to paper|full text)\b[\s\d:.'’‘-]*\W*$/iu

const ET_AL = /\bet\.?\s*al\b/i
const INITIALS = /(?:^|[\s,;(&])(?:\p{Lu}\.[\s-]?){1,3}\p{Lu}\p{L}+|\p{Lu}\p{L}+,\s\p{Lu}\./u
const NAME = String.raw`\p{Lu}[\p{L}'’-]+(?:\s(?:\p{Lu}[\p{L}.'’-]*|de|van|von|der|den|la|di|da)){0,3}\s\p{Lu}[\p{L}'’*†-]+`
const NAMES = new RegExp(String.raw`(?:^|[^\p{L}\s]\s*|\bby\s)${NAME}\s*(?:,|;|&|\band\b)\s*(?:and\s)?${NAME}`, 'u')
const YEAR = /(?:[([,.'’\s]|^)(?:19[5-9]|20[0-4])\d(?:[-/.]\d{1,2}){0,2}(?:[)\],.;:\s|]|$)|['’](?:9|0|1|2)\d\b/
const VENUES = new Set(
  'arxiv neurips nips icml iclr cvpr iccv eccv wacv bmvc accv aaai ijcai ecai acl naacl emnlp eacl coling conll tacl aistats uai colt corl icra iros rss kdd www sigir cikm wsdm recsys siggraph chi uist icassp interspeech miccai midl tmlr jmlr tpami pami ijcv tip tog tnnls sosp osdi nsdi asplos isca micro hpca mlsys sigmod vldb icde icse fse ccs ndss usenix crypto eurocrypt focs stoc soda nature science pnas neuron biorxiv preprint proceedings proc journal transactions conference workshop symposium'.split(
    ' ',
  ),
)
/** Whether a text names a place where papers come out. */
const namesVenue = (text: string) => (text.toLowerCase().match(/[a-z]{3,}/g) ?? []).some((word) => VENUES.has(word))

function targetOf(url: string): LinkTarget {
  if (/^(?:#|\.{0,2}\/|[\w-]+\.md\b)/.test(url)) return 'anchor'
  if (DATA.test(url)) return 'web'
  if (isPaperUrl(url)) return 'paper'
  const parsed = parseHttpUrl(url)
  if (!parsed) return 'anchor'
  const host = parsed.hostname.toLowerCase()
  if (VIDEO.test(host)) return 'video'
  if (CODE.test(host)) return 'code'
  // The front page of a publisher is no paper.
  if (parsed.pathname.length + parsed.search.length < 8) return 'web'
  return PUBLISHER.test(host) || PAPER_PATH.test(parsed.pathname) ? 'paper' : 'web'
}

type Gathered = { links: Links; text: string; isBold: boolean }

/** All links of the nodes, and the text that stands outside of them. */
function gather(nodes: readonly PhrasingContent[], addressOf: AddressOf): Gathered {
  const links: Links = []
  const words: string[] = []
  let isBold = false
  const read = (node: PhrasingContent) => {
    if (isLink(node)) {
      links.push({ url: addressOf(node) ?? '', label: linkLabel(node.children) })
      words.push(' ')
    } else if (node.type === 'break') words.push(' ')
    else if ('value' in node) words.push(node.type === 'html' ? ' ' : node.value)
    else if ('children' in node) {
      if (node.type === 'strong') isBold = true
      node.children.forEach(read)
    }
  }
  nodes.forEach(read)
  return { links, text: words.join('').replace(/\s+/g, ' ').trim(), isBold }
}

const SENTENCE =
  /(?:^|[\s(])(?:the|this|that|these|we|is|are|was|were|see|please|our|for|you|your|check|if|and then|it|here|there|have|has|can|will|The|This|These|We|See|Please|Our|For|You|Your|Check|If|It|Here|There|I)\s/
const QUOTED = /^[^\p{L}]*["“”«『「][^"“”«»]{12,}["”“»』」]/u

/** Whether a block begins as entries do. */
function beginsAsEntry(nodes: readonly PhrasingContent[]): boolean {
  let before = ''
  for (const node of nodes) {
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'inlineMath') {
      before += node.value
      if (QUOTED.test(before)) return true
      continue
    }
    if (!isLink(node) && node.type !== 'strong' && node.type !== 'emphasis') continue
    const words = linkLabel([node])
    // "**[1]**", "[pdf]", a badge: what stands before the title.
    const isBoldLink = findBoldLinks([node]).length > 0
    if (countWords(words) < 2 && before.trim().length < 12 && !isBoldLink) continue
    const lead = before.replace(/^[\s\d[\]().:-]+/, '').trim()
    if (!/\p{L}{2}/u.test(lead)) return true
    // "The Lantern Collaboration [**Title**](address)" is no sentence.
    if (SENTENCE.test(lead)) return isBoldLink && readNames(lead) !== null
    return isNames(lead) || QUOTED.test(lead) || (isLink(node) && isLinkWord(words) && countWords(lead) >= 4)
  }
  return false
}

const ONE_NAME = /^\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){1,3}[.,:;]?$/u
const isNames = (text: string) =>
  ONE_NAME.test(text) ||
  ET_AL.test(text) ||
  INITIALS.test(text) ||
  NAMES.test(`: ${text},`) ||
  /^\p{Lu}[^!?]{0,40},\s[^!?]*$/u.test(text)

const TITLE_WORD = /\p{sc=Han}{2}|\p{L}[\p{L}\p{N}'’-]+/gu
/** What stands further from the beginning of a block than this tells nothing of it. */
const REACH = 800

const countWords = (text: string) => text.match(/\p{sc=Han}{2}|[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0

/** Weighs what the inline nodes of a block say. `isListed`: in a list or table, where how it begins does not matter. */
export function weigh(nodes: readonly PhrasingContent[], addressOf: AddressOf, isListed = false): Evidence {
  const { links, text, isBold } = gather(nodes, addressOf)
  // A long text is weighed by its beginning: whatever makes an entry stands there.
  const start = text.slice(0, REACH)
  const targets = links.map((link) => ({
    ...link,
    target: targetOf(link.url),
    isWord: isLinkWord(link.label) || BARE.test(link.label),
  }))
  const lead = targets.find((link) => !link.isWord && countWords(link.label) > 0) ?? null
  const saysPaper = targets.some(
    (link) => link !== lead && link.target !== 'anchor' && (link.target === 'paper' || SAYS_PAPER.test(link.label)),
  )
  const leadWords = lead ? (lead.label.match(TITLE_WORD)?.length ?? 0) : 0
  let points = 0
  if (lead?.target === 'paper') points += leadWords >= 3 && lead.label.length >= 20 ? 3 : 2
  if (saysPaper) points += 2
  if (lead?.target === 'video') points -= 2
  if (lead?.target === 'code') points -= saysPaper ? 1 : 2
  if (lead?.target === 'anchor' && !saysPaper) points -= 2
  const names = ET_AL.test(start) || INITIALS.test(start) || NAMES.test(start)
  const hasYear = YEAR.test(start)
  const hasVenue = namesVenue(start)
  points += (names ? 1 : 0) + (hasYear ? 1 : 0) + (hasVenue ? 1 : 0)
  if (isBold && links.length > 0 && lead?.target === 'web' && leadWords >= 4) points += 1
  if (/^\[\d{1,4}\]/.test(start)) points += 1
  const begins = isListed || beginsAsEntry(nodes)
  // "**Title;** Names et al" is written as a reference, though it leads nowhere.
  if (begins && isBold && names && links.length === 0) points += 1
  // "Authors [**Title**](address)" cites, wherever the address leads.
  if (begins && lead && findBoldLinks(nodes).length > 0 && isNames(text.slice(0, 300))) points = Math.max(points, 3)
  return {
    points,
    lead: lead?.target ?? null,
    hasTitle: lead !== null || countWords(start) >= 2,
    hasPaperLink: saysPaper || lead?.target === 'paper',
    hasNames: names,
    isCited: names || hasYear || hasVenue,
    begins,
    saysPaper,
  }
}
