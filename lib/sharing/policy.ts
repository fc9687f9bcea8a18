export type ShareScope = 'LIST' | 'SECTION' | 'PAPER'
export type ShareState = 'active' | 'expired' | 'revoked'

/** Whether a link opens now; a revoked one stays revoked also after its expiry. */
export function shareState(link: { revokedAt: Date | null; expiresAt: Date | null }, now = new Date()): ShareState {
  if (link.revokedAt) return 'revoked'
  if (link.expiresAt && link.expiresAt.getTime() <= now.getTime()) return 'expired'
  return 'active'
}

/** A node of a tree of sections; every outline is a list of such roots. */
type Node<T> = { id: string; children: T[] }

/** The section with this id, wherever it hangs in the tree. */
export function findSection<T extends Node<T>>(roots: readonly T[], id: string): T | null {
  for (const root of roots) {
    const found = root.id === id ? root : findSection(root.children, id)
    if (found) return found
  }
  return null
}

/** The ids of a section and everything below it. */
export function sectionIds<T extends Node<T>>(section: T): string[] {
  return [section.id, ...section.children.flatMap((child) => sectionIds(child))]
}
