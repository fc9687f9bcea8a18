import { LRUCache } from 'lru-cache'
import { type Entry, entrySize } from './entry.ts'

/** A moment in the sequence of changes: what was read from here on may be kept unless its list changed since. */
export type Moment = number

/**
 * The pages in memory, each tagged by its list. Knows the order of changes, so that a page whose
 * rendering began before a change is never kept after it.
 */
export class PageStore {
  private readonly entries: LRUCache<string, Entry>
  private readonly keysOfList = new Map<string, Set<string>>()
  /** When each list last changed; forgotten, with everything else, when the store is cleared. */
  private readonly changedAt = new Map<string, Moment>()
  private clearedAt: Moment = 0
  private clock: Moment = 0

  constructor(maxBytes: number) {
    this.entries = new LRUCache<string, Entry>({
      maxSize: maxBytes,
      maxEntrySize: Math.floor(maxBytes / 4),
      sizeCalculation: entrySize,
      dispose: (entry, key, reason) => {
        // Replaced by a newer page of the same list: the tag stays, or no change would ever drop that page.
        if (reason === 'set') return
        const keys = this.keysOfList.get(entry.listId)
        keys?.delete(key)
        if (keys?.size === 0) this.keysOfList.delete(entry.listId)
      },
    })
  }

  get(key: string): Entry | undefined {
    const entry = this.entries.get(key)
    if (entry === undefined || entry.expiresAt > Date.now()) return entry
    this.entries.delete(key)
    return undefined
  }

  now(): Moment {
    return this.clock
  }

  /** Keeps a page whose rendering began at `since`, unless its list changed after that. */
  keep(key: string, entry: Entry, since: Moment): void {
    if (this.clearedAt > since || (this.changedAt.get(entry.listId) ?? 0) > since) return
    // The tag first: an entry too large for the cache is disposed of at once, and its tag with it.
    const keys = this.keysOfList.get(entry.listId) ?? new Set()
    this.keysOfList.set(entry.listId, keys.add(key))
    this.entries.set(key, entry)
    if (!this.entries.has(key)) keys.delete(key)
  }

  /** Drops every page of a list and refuses those that are being rendered now. */
  listChanged(listId: string): void {
    this.changedAt.set(listId, ++this.clock)
    for (const key of [...(this.keysOfList.get(listId) ?? [])]) this.entries.delete(key)
  }

  clear(): void {
    this.clearedAt = ++this.clock
    this.changedAt.clear()
    this.entries.clear()
    this.keysOfList.clear()
  }

  get size(): number {
    return this.entries.size
  }
}
