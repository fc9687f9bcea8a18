import { identify, parseHttpUrl } from '#lib/papers/fields/identifiers.ts'
import type { LinkKind } from '#lib/papers/schema.ts'

const BY_LABEL: [RegExp, LinkKind][] = [
  [
    /\b(?:bib|bibtex|cite|citation|models?|weights|checkpoints?|ckpt|colab|notebook|supp|suppl|supplementary|supplemental|appendix|licen[cs]e|discord|slack|errata)\b/i,
    'other',
  ],
  [/\bpdf\b/i, 'pdf'],
  [
    /\b(?:codes?|github|gitlab|implementations?|repo|repository|pytorch|tensorflow|tf|keras|jax|stars?|source|official)\b|代码|コード|코드/i,
    'code',
  ],
  [/\b(?:slides?|poster|presentation|ppt|keynote)\b|幻灯|スライド/i, 'slides'],
  [/\b(?:videos?|talk|youtube|bilibili|recording|lecture)\b|视频|動画/i, 'video'],
  [/\b(?:blog|blogpost|post|tweet|thread|article|news|medium|zhihu|twitter)\b|博客|知乎|ブログ/i, 'blog'],
  [/\b(?:data|dataset|datasets|benchmark)\b|数据/i, 'data'],
  [/\b(?:projects?|page|website|webpage|site|homepage|demo|web|home)\b|项目|主页/i, 'project'],
  [
    /\b(?:papers?|arxiv|abs|abstract|openreview|doi|acl|link\d*|publish(?:er)?|html|preprint|full ?text|springer|ieee|acm|acl anthology|pubmed|biorxiv|cvf|url|semantic ?scholar)\b|论文|論文|논문|链接/i,
    'paper',
  ],
]

// What the words of a link say that names what it leads to, and not a paper.
const LINK_WORDS = new Set(
  (
    'pdf paper papers arxiv abs abstract openreview doi acl anthology link links link1 link2 url html preprint full text publisher publish springer ieee acm pubmed biorxiv cvf ' +
    'code codes github gitlab git repo repository implementation implementations pytorch tensorflow tf keras jax star stars source official unofficial author authors ' +
    'slides slide poster presentation ppt video videos talk youtube bilibili recording blog blogpost post tweet thread article twitter zhihu medium ' +
    'data dataset datasets benchmark project projects page pages website webpage site homepage home demo web huggingface hugging face hf model models weights checkpoint checkpoints ' +
    'bib bibtex cite citation colab notebook supp suppl supplementary supplemental material appendix discord slack license here download view read more info the of and to in s ' +
    'caffe caffe2 torch mxnet theano matlab matconvnet paddle paddlepaddle mindspore chainer julia python c++ original list coming soon na n/a semantic scholar researchgate version conference journal camera ready long short news'
  ).split(' '),
)

const CJK_WORD =
  /^(?:论文|論文|代码|コード|코드|논문|视频|動画|博客|知乎|项目|主页|数据|数据集|链接|幻灯片|讲解|原文|源码)$/u

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
  // A sentence says many words; only a short label says what it leads to.
  const byLabel = label.length > 60 ? undefined : BY_LABEL.find(([pattern]) => pattern.test(label))?.[1]
  if (byLabel) return byLabel
  const host = parseHttpUrl(url)?.hostname.toLowerCase() ?? ''
  const byHost = BY_HOST.find(([pattern]) => pattern.test(host))?.[1]
  if (byHost) return byHost
  if (/\.pdf$/i.test(parseHttpUrl(url)?.pathname ?? '')) return 'pdf'
  return identify(url) ? 'paper' : 'other'
}

/** Whether a link's words name a kind of link rather than a paper ("pdf", "[code]", "arXiv", "Project Page 2"). */
export function isLinkWord(label: string): boolean {
  if (label.length > 60) return false
  const words = label
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s/]+/gu, ' ')
    .trim()
    .split(/\s+/)
    .filter(Boolean)
  if (words.length > 5) return false
  // "official code - darknet"
  if (/^(?:un)?official|^original/.test(words[0] ?? '') && /\b(?:code|implementation)\b/i.test(label)) return true
  return words.every((word) => LINK_WORDS.has(word) || /^v?\d{1,5}$/.test(word) || CJK_WORD.test(word))
}
