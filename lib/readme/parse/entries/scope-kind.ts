import type { Scope } from '#lib/readme/parse/blocks/blocks.ts'

/**
 * What a heading says of what stands below it. papers: papers, in so many words. resources: things
 * that are no papers, unless each is cited like one. never: nothing to read as a list.
 */
export type ScopeKind = { kind: 'papers' | 'resources' | 'never'; reason: string; isContents?: boolean }

const NEVER: [RegExp, string][] = [
  [
    /^(?:table of )?contents?(?: table)?$|^toc$|^index$|^quick links?$|^navigation$|^full list$|^目录$|^outline$|^menu$/,
    'a table of contents',
  ],
  [/^licen[cs]es?$|^copyright|^许可/, 'the licence'],
  [
    /^(?:how to )?contribut|^how to (?:submit|add|cite|contribute)|^contributors?$|^pull requests?$|^贡献|^maintainers?$|contributors$|^want to (?:help|contribute)/,
    'a section on contributing',
  ],
  [
    /^(?:latest |recent |project )?(?:news|updates?|changelog|change log|announcements?|release notes|更新|最新动态)(?:$|[\s/])|^what's new/,
    'a section of news',
  ],
  [/^(?:citations?|citing|cite|bibtex|reference this|how to cite)(?: us| this| our.*)?$|^引用/, 'how to cite the list'],
  [/^(?:acknowledge?ments?|thanks|credits|sponsors?|support|致谢)/, 'a section of thanks'],
  [
    /^(?:star(?:s|gazers)? (?:history|over time)|star-?history|contacts?(?: us)?|community|follow(?: us)?|join(?: us)?|about(?: us| me)?|faq|disclaimer|feedback|authors?|team|people|researchers)$/,
    'a section on people and contact',
  ],
  [
    /^(?:how to|guide to|tips|advice|getting started|installation|usage|requirements|prerequisites|setup|legend|keywords convention|conventions?)\b/,
    'a section of advice',
  ],
]

const RESOURCES: [RegExp, string][] = [
  [
    /(?:^|[\s-])(?:cheat ?sheets?|reference cards?|ref ?cards|manuals?|documentation|docs|guides?|examples)$/,
    'a section of guides',
  ],
  [/(?:工具|开源项目|数据集|课程|教程|书籍|视频|博客|会议)$/, 'a section of resources'],
  [
    /(?:^|[\s-])(?:tools?|tool ?(?:kits?|box(?:es)?)|software|librar(?:y|ies)|librairies|packages?|frameworks?|platforms?|plugins?|apps?|applications and tools|demos?|products?|services?)$/,
    'a section of tools',
  ],
  [
    /(?:^|[\s-])(?:implementations?|repositor(?:y|ies)|repos|codes?|code ?bases?|source code|projects?|notebooks?)$/,
    'a section of code',
  ],
  [
    /(?:^|[\s-])(?:data ?sets?|data|corpora|corpus|benchmarks?|leader ?boards?|challenges?|competitions?|collections)$/,
    'a section of data sets and benchmarks',
  ],
  [
    /(?:^|[\s-])(?:courses?|lectures?|classes|moocs?|tutorials?|summer schools?|lessons|teaching|education)$/,
    'a section of courses',
  ],
  [/(?:^|[\s-])(?:books?|textbooks?|book chapters?|monographs)$/, 'a section of books'],
  [
    /(?:^|[\s-])(?:videos|youtube|talks?|podcasts?|webinars?|presentations?|keynotes|slides|recordings?)$/,
    'a section of talks and videos',
  ],
  [
    /(?:^|[\s-])(?:blogs?|blog ?posts?|posts?|websites?|web ?pages?|sites|newsletters?|magazines?|forums?|links|hubs|articles and posts)$/,
    'a section of posts and sites',
  ],
  [
    /(?:^|[\s-])(?:resources|awesome lists?|lists|related (?:lists?|repos?|repositories|projects?|work|awesome.*)|see also|other(?: awesome)? lists|miscellaneous resources)$/,
    'a section of other lists and resources',
  ],
  [
    /(?:^|[\s-])(?:conferences?|journals?|workshops?|venues|events?|meetups?|outlets|jobs?|companies|labs?|groups)$/,
    'a section of venues and groups',
  ],
]

// "Reviews" and "surveys" are papers; "articles" are papers in one list and posts in another.
const PAPERS =
  /(?:^|[\s-])(?:papers?|publications?|reading ?lists?|must[- ]reads?|readings|surveys?|reviews?|preprints?|bibliography|literature|works|theses)$|(?:论文|文献|综述)(?:列表|清单|集)?$/
const ELSEWHERE = /\b(?:on the web|online|where to find|finding papers)\b/
const AFTER_NOUN =
  /\s+(?:of|for|on|in|from|about|with|to|by|at|using|via|related|based|published|before|after|since)\s.*$/

/** The words of a heading in lower case, without numbers, emoji, brackets and links back. */
function tidy(title: string): string {
  return title
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]|（[^）]*）|:[a-z0-9_+-]+:/g, ' ')
    .replace(/^[\s\d.]+(?=\D)/, '')
    .replace(/[^\p{L}\p{N}\s/&,+|:;'’-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** What a heading says by itself; null where it names a topic, a year or a venue. */
export function readScopeKind(title: string): ScopeKind | null {
  const words = tidy(title)
  const never = NEVER.find(([pattern]) => pattern.test(words))
  if (never) return { kind: 'never', reason: never[1], isContents: never === NEVER[0] }
  if (ELSEWHERE.test(words)) return { kind: 'resources', reason: 'a section of places to find papers' }
  const parts = words.split(/\s*(?:[/&,+|:;]|\sand\s|\sor\s)\s*/).map((part) => ` ${part.replace(AFTER_NOUN, '')}`)
  if (parts.some((part) => PAPERS.test(part))) return { kind: 'papers', reason: 'a section of papers' }
  const resources = RESOURCES.find(([pattern]) => parts.some((part) => pattern.test(part)))
  return resources ? { kind: 'resources', reason: resources[1] } : null
}

/** What the headings around each scope say of it: its own words, else those of the next scope around that says something. */
export function scopeKinds(scopes: readonly Scope[]): { own: ScopeKind | null; kind: ScopeKind | null }[] {
  const kinds: { own: ScopeKind | null; kind: ScopeKind | null }[] = []
  const isTitle = scopes[0]?.depth === 1 && !scopes.some((scope, at) => at > 0 && scope.depth === 1)
  for (const [at, scope] of scopes.entries()) {
    // What the whole list is called says nothing of a part of it.
    const own = at === 0 && isTitle && scopes.length > 1 ? null : readScopeKind(scope.title)
    const around = scope.parent === null ? null : (kinds[scope.parent]?.kind ?? null)
    // The sections below a "Contents" are the contents.
    const inherited = around?.isContents ? null : around
    kinds.push({ own, kind: inherited?.kind === 'never' ? inherited : (own ?? inherited) })
  }
  return kinds
}
