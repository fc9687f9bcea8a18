import type { Block, Candidate, Scope } from '#lib/readme/parse/blocks/blocks.ts'
import { type ScopeKind, scopeKinds } from './scope-kind.ts'

/** Why a candidate is no entry; null for one that is. */
export type Decisions = Map<Candidate, string | null>

type Kinds = { own: ScopeKind | null; kind: ScopeKind | null }

/** The heading whose list a candidate stands in: the folds of one section are one list. */
function headingOf(scopes: readonly Scope[], scope: number | null): number | null {
  let at = scope
  while (at !== null && scopes[at]?.isFold) at = scopes[at]?.parent ?? null
  return at
}

const share = (candidates: readonly Candidate[], is: (candidate: Candidate) => boolean) =>
  candidates.length === 0 ? 0 : candidates.filter(is).length / candidates.length

const points = ({ evidence }: Candidate) => evidence.points
const isOther = ({ evidence }: Candidate) =>
  !evidence.hasTitle ||
  evidence.points < 0 ||
  (evidence.lead === 'anchor' && !evidence.hasPaperLink) ||
  (evidence.lead === 'code' && !evidence.hasPaperLink && !evidence.hasNames)

/** In a text that is no list only what is cited like a paper is one. */
function decideParagraph(candidate: Candidate, kind: ScopeKind | null, isListed: boolean): boolean {
  const { evidence } = candidate
  if (kind?.kind === 'never') return false
  if (!evidence.begins) return false
  return evidence.points >= (isListed ? 2 : 3)
}

const cites = ({ evidence }: Candidate) =>
  evidence.points >= 4 && evidence.hasPaperLink && evidence.hasNames && evidence.lead !== 'code'
const hasTitle = ({ evidence }: Candidate) => evidence.hasTitle && (evidence.lead !== 'anchor' || evidence.hasPaperLink)

/**
 * Decides which items or rows of one group are entries.
 *
 * @param within the share of papers among all that stands below the heading that says "papers"
 */
function decideGroup(
  group: readonly Candidate[],
  { own, kind }: Kinds,
  within: number,
): (candidate: Candidate) => boolean {
  if (kind?.kind === 'never') return () => false
  const listed = group.filter((candidate) => candidate.evidence.lead !== 'anchor' || candidate.evidence.hasPaperLink)
  const strong = share(listed, (candidate) => points(candidate) >= 2)
  const some = share(listed, (candidate) => points(candidate) >= 1)
  const isTable = group[0]?.cells !== null
  if (kind?.kind === 'resources') {
    if (group[0]?.group.endsWith('-about')) return () => false
    // A list of data sets may cite a paper for each: then these are its papers.
    if (isTable && share(listed, (candidate) => points(candidate) >= 4) >= 0.5) return hasTitle
    const leads = share(listed, ({ evidence }) => evidence.points >= 3 && evidence.lead === 'paper')
    if (share(listed, cites) >= 0.5 || (leads >= 0.75 && listed.length > 1)) return (candidate) => !isOther(candidate)
    return (candidate) => cites(candidate) && points(candidate) >= 5 && candidate.evidence.saysPaper
  }
  if (isTable && strong >= 0.5) return hasTitle
  if (kind?.kind === 'papers') {
    if (within >= 0.5 && !isTable) return hasTitle
    if (own?.kind === 'papers' ? !isTable || some >= 0.3 : some >= 0.3) return (candidate) => !isOther(candidate)
  }
  if (strong >= 0.5) return (candidate) => !isOther(candidate)
  return ({ evidence }) => evidence.points >= 3 && evidence.lead !== 'code'
}

/** Decides for each candidate whether it is an entry, by what it says, by its siblings and by the headings around it. */
export function decideGroups(blocks: readonly Block[], scopes: readonly Scope[]): Decisions {
  const decisions: Decisions = new Map()
  const kinds = scopeKinds(scopes)
  const candidates = blocks.filter((block): block is Candidate => block.kind === 'candidate')
  const within = sharesWithin(candidates, scopes, kinds)
  const keyOf = (candidate: Candidate) => `${headingOf(scopes, candidate.scope)}/${candidate.group}`
  for (const group of Map.groupBy(candidates, keyOf).values()) {
    const [first] = group
    if (!first) continue
    const scope = headingOf(scopes, first.scope)
    const none: Kinds = { own: null, kind: null }
    const around = scope === null ? none : (kinds[scope] ?? none)
    const isListed = share(group, (candidate) => candidate.evidence.begins && points(candidate) >= 3) >= 0.5
    const decide = decideGroup(group, around, within.get(around.kind) ?? 0)
    for (const candidate of group) {
      const inner = candidate.scope === null ? none : (kinds[candidate.scope] ?? none)
      const kind = inner.own ?? around.kind
      const is =
        inner.own?.kind === 'never'
          ? false
          : candidate.style === 'paragraph'
            ? decideParagraph(candidate, kind, isListed)
            : candidate.style === 'bibtex'
              ? kind?.kind !== 'never' && candidate.evidence.hasTitle
              : decide(candidate)
      decisions.set(candidate, is ? null : reasonOf(candidate, kind))
    }
  }
  return decisions
}

function reasonOf(candidate: Candidate, kind: ScopeKind | null): string {
  if (kind && kind.kind !== 'papers') return kind.reason
  if (candidate.evidence.lead === 'anchor') return 'it leads to a place in this list'
  if (candidate.evidence.lead === 'code') return 'it leads to code, not to a paper'
  if (candidate.evidence.lead === 'video') return 'it leads to a recording'
  return 'nothing in it names a paper'
}

/** For each heading that says what stands below it: the share of papers among all of that. */
function sharesWithin(
  candidates: readonly Candidate[],
  scopes: readonly Scope[],
  kinds: Kinds[],
): Map<ScopeKind | null, number> {
  const below = Map.groupBy(candidates, ({ scope }) => {
    const heading = headingOf(scopes, scope)
    return heading === null ? null : (kinds[heading]?.kind ?? null)
  })
  return new Map(
    [...below].map(([kind, all]) => [
      kind,
      share(
        all.filter(({ style }) => style !== 'paragraph'),
        (one) => points(one) >= 2,
      ),
    ]),
  )
}
