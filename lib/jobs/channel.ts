/** The database channel on which commands talk to the workers, in whichever process those are. */
export const JOB_CHANNEL = 'jobs'

export const wakeMessage = (id: string) => `wake ${id}`
export const cancelMessage = (id: string) => `cancel ${id}`

/** What a message says; null where it is none of ours. */
export function readMessage(message: string): { kind: 'wake' | 'cancel'; id: string } | null {
  const [kind, id, ...more] = message.split(' ')
  if ((kind !== 'wake' && kind !== 'cancel') || !id || more.length > 0) return null
  return { kind, id }
}
