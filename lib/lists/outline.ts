/** A list's sections as a tree, in the order of the README. Pure. */

export type OutlineSection = {
  id: string
  title: string
  /** 0 at the top. */
  depth: number
  /** Papers placed in this section itself. */
  count: number
  /** Papers placed in it or anywhere below. */
  total: number
  children: OutlineSection[]
}

/** The sections at the top; the rest hangs below them. */
export type Outline = OutlineSection[]

export type SectionCount = { id: string; parentId: string | null; title: string; count: number }

/**
 * The tree of sections given in the order in which siblings stand. A section whose parent is not
 * among them (removed) is left out with everything below it.
 */
export function buildOutline(sections: readonly SectionCount[]): Outline {
  const byParent = new Map<string | null, SectionCount[]>()
  for (const section of sections) {
    const siblings = byParent.get(section.parentId)
    if (siblings) siblings.push(section)
    else byParent.set(section.parentId, [section])
  }
  const below = (parentId: string | null, depth: number): OutlineSection[] =>
    (byParent.get(parentId) ?? []).map(({ id, title, count }) => {
      const children = below(id, depth + 1)
      return { id, title, depth, count, total: children.reduce((sum, child) => sum + child.total, count), children }
    })
  return below(null, 0)
}

/** Every section, each before those below it: the order of the README. */
export function flattenOutline(outline: Outline): OutlineSection[] {
  return outline.flatMap((section) => [section, ...flattenOutline(section.children)])
}

/** The way to a section, from the top down to itself; empty where there is no such section. */
export function pathToSection(outline: Outline, id: string): OutlineSection[] {
  for (const section of outline) {
    if (section.id === id) return [section]
    const path = pathToSection(section.children, id)
    if (path.length > 0) return [section, ...path]
  }
  return []
}

export function findSection(outline: Outline, id: string): OutlineSection | null {
  return pathToSection(outline, id).at(-1) ?? null
}

/** The section and everything below it as an outline of its own, its top at depth 0; empty where there is none. */
export function outlineWithin(outline: Outline, id: string): Outline {
  const section = findSection(outline, id)
  if (!section) return []
  const raise = (node: OutlineSection): OutlineSection => ({
    ...node,
    depth: node.depth - section.depth,
    children: node.children.map(raise),
  })
  return [raise(section)]
}
