import { LRUCache } from 'lru-cache'

/**
 * Remembers what was computed from a list at one revision. The revision grows with every change and
 * is read anew with every request, so what is found here is never stale, in any number of processes.
 * Callers that come while a value is being computed share it; a failure is not remembered.
 */
export class RevisionCache<T> {
  private readonly entries: LRUCache<string, Promise<T>>

  constructor(max: number) {
    this.entries = new LRUCache({ max })
  }

  get(listId: string, revision: number, question: string, compute: () => Promise<T>): Promise<T> {
    const key = `${listId} ${revision} ${question}`
    const known = this.entries.get(key)
    if (known) return known
    const value = compute()
    this.entries.set(key, value)
    value.catch(() => {
      if (this.entries.peek(key) === value) this.entries.delete(key)
    })
    return value
  }
}
