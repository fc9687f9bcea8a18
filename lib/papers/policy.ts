import { type Role, can } from '#lib/access/roles.ts'

/** What a person may do with a paper, its note and its places: decides which controls are drawn. */
export type PaperCapabilities = {
  editPaper: boolean
  movePaper: boolean
  removePaper: boolean
  editNote: boolean
  share: boolean
}

export function paperCapabilities(role: Role | null): PaperCapabilities {
  return {
    editPaper: can(role, 'paper.edit'),
    movePaper: can(role, 'paper.move'),
    removePaper: can(role, 'paper.remove'),
    editNote: can(role, 'note.edit'),
    share: can(role, 'share.create'),
  }
}
