import { type Operation, type Role, can } from '#lib/access/roles.ts'
import type { Tab } from './list-tabs.tsx'

const ROOMS: readonly { path: string; label: string; needs: Operation }[] = [
  { path: '', label: 'Papers', needs: 'list.read' },
  { path: '/experiments', label: 'Experiments', needs: 'experiment.read' },
  { path: '/members', label: 'Members', needs: 'member.read' },
  { path: '/sharing', label: 'Sharing', needs: 'share.read' },
  { path: '/sections', label: 'Sections', needs: 'section.edit' },
  { path: '/import', label: 'Import', needs: 'list.import' },
  { path: '/removed', label: 'Removed', needs: 'removal.read' },
  { path: '/settings', label: 'Settings', needs: 'list.edit' },
]

/** The rooms of a list that somebody with this role has a use for. */
export function listTabs(base: string, role: Role): Tab[] {
  return ROOMS.filter((room) => can(role, room.needs)).map(({ path, label }) => ({ href: `${base}${path}`, label }))
}
