import type { PreviewView } from '#lib/readme/report/preview-views.ts'

export const VIEW_LABELS: Record<PreviewView, string> = {
  doubtful: 'Doubtful',
  conflicts: 'Conflicts',
  new: 'New',
  changed: 'Changed',
  removed: 'Removed upstream',
  text: 'Left as text',
  unchanged: 'Unchanged',
  sections: 'Sections',
  lines: 'Line by line',
}

export const VIEW_HINTS: Record<PreviewView, string> = {
  doubtful:
    'Read with doubts, the least sure first. Say that it is right, correct it, or leave it: it comes in as it was read.',
  conflicts:
    'Your group and the file both changed these since the last import. Where nobody chooses, the list’s own stays.',
  new: 'Papers that come into the list. One that the file lists twice stands here for each of its places.',
  changed: 'Papers of the list that the file has anew: what is struck out goes, what is underlined comes.',
  removed: 'The file no longer has these. Each stays in the list unless you tick it; what is removed can be put back.',
  text: 'What becomes no paper. It is kept in the list’s text and comes out again with an export.',
  unchanged: 'Papers that are in the list as the file has them.',
  sections: 'The file’s sections, nested as in the file.',
  lines: 'The whole file, where each line says what it became.',
}

/** What still waits for a person, in words; null where nothing does. None of it keeps the import from being applied. */
export function openInWords({ doubtful, conflicts }: Record<PreviewView, number>): string | null {
  const parts = [
    ...(doubtful > 0 ? [`${doubtful.toLocaleString('en')} doubtful, to come in as read`] : []),
    ...(conflicts > 0 ? [`${conflicts.toLocaleString('en')} in conflict, where the list’s own stays`] : []),
  ]
  return parts.length > 0 ? `Open: ${parts.join('; ')}.` : null
}
