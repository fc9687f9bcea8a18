/** The one path that sockets are opened on. */
export const NOTES_PATH = '/collab'

const PREFIX = 'note:'

/** The name under which editors open a paper's note on the socket. */
export const roomName = (paperId: string): string => PREFIX + paperId

/** The paper that a room's name speaks of; null: this is no room's name. */
export function paperOfRoom(name: string): string | null {
  const id = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : ''
  return /^[\w-]{1,64}$/.test(id) ? id : null
}
