import { LRUCache } from 'lru-cache'
import { type Entry, type Shows, entrySize } from './entry.ts'

/** Whether a page may show the notes of these papers. */
const mayShow = (shows: Shows, papers: ReadonlySet<string>) =>
  shows === 'no note' ? false : shows === null || papers.has(shows.paper)

/** A moment in the sequence of changes: what was read from here on may be kept unless its list changed since. */
export type Moment = number

/**
 * The pages in memory, each tagged by its list. Pages that somebody chose (searches, filters), of which
 * there may be any number, have a quarter of the room for themselves: they never drive out the others. Knows the order of changes, so that a page whose
 * rendering began before a change is never kept after it.
 */
export class PageStore {
  private readonly pages: LRUCache<string, Entry>
  private readonly chosen: LRUCache<string, Entry>
  private readonly keysOfList = new Map<string, Set<string>>()
  /** When each list last changed; forgotten, with everything else, when the store is cleared. */
  private readonly changedAt = new Map<string, Moment>()
  /** The same, of what changed more than notes. */
  private readonly contentsChangedAt = new Map<string, Moment>()
  private clearedAt: Moment = 0
  private clock: Moment = 0

  constructor(maxBytes: number) {
    this.pages = this.room(Math.floor(maxBytes * 0.75), Math.floor(maxBytes / 4))
    this.chosen = this.room(Math.floor(maxBytes / 4), Math.floor(maxBytes / 16))
  }

  private room(maxSize: number, maxEntrySize: number): LRUCache<string, Entry> {
    return new LRUCache<string, Entry>({
      maxSize,
      maxEntrySize,
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
    const entry = this.pages.get(key) ?? this.chosen.get(key)
    if (entry === undefined || entry.expiresAt > Date.now()) return entry
    this.drop(key)
    return undefined
  }

  private drop(key: string): void {
    this.pages.delete(key)
    this.chosen.delete(key)
  }

  now(): Moment {
    return this.clock
  }

  /** Whether an entry is small enough to be kept at all. */
  fits(entry: Entry, options: { isChosen?: boolean } = {}): boolean {
    return entrySize(entry) <= this.roomFor(options).maxEntrySize
  }

  private roomFor({ isChosen = false }: { isChosen?: boolean }): LRUCache<string, Entry> {
    return isChosen ? this.chosen : this.pages
  }

  /** Keeps a page whose rendering began at `since`, unless its list changed after that. */
  keep(key: string, entry: Entry, since: Moment, options: { isChosen?: boolean } = {}): void {
    const changedAt = entry.shows === 'no note' ? this.contentsChangedAt : this.changedAt
    if (this.clearedAt > since || (changedAt.get(entry.listId) ?? 0) > since) return
    // The tag first: an entry too large for the cache is disposed of at once, and its tag with it.
    const keys = this.keysOfList.get(entry.listId) ?? new Set()
    this.keysOfList.set(entry.listId, keys.add(key))
    const room = this.roomFor(options)
    room.set(key, entry)
    if (!room.has(key)) keys.delete(key)
  }

  /**
   * Drops what a change of a list shows on, and refuses to keep what is being rendered now.
   * @param papers the notes of these alone changed: what shows none of them stays. Null: everything may have.
   */
  listChanged(listId: string, papers: ReadonlySet<string> | null): void {
    this.changedAt.set(listId, ++this.clock)
    if (papers === null) this.contentsChangedAt.set(listId, this.clock)
    for (const key of [...(this.keysOfList.get(listId) ?? [])]) {
      const shows = (this.pages.peek(key) ?? this.chosen.peek(key))?.shows ?? null
      if (papers === null || mayShow(shows, papers)) this.drop(key)
    }
  }

  clear(): void {
    this.clearedAt = ++this.clock
    this.changedAt.clear()
    this.contentsChangedAt.clear()
    this.pages.clear()
    this.chosen.clear()
    this.keysOfList.clear()
  }

  get size(): number {
    return this.pages.size + this.chosen.size
  }
}
