import pg from 'pg'
import * as Y from 'yjs'
import { applyUpdates, noteText } from '#lib/notes/note-doc.ts'
import { unpackUpdates } from '#lib/notes/update-bundle.ts'
import type { Editor } from '../../realtime/notes.fixture.ts'

export type OnDisk = Map<string, { doc: Y.Doc; text: string }>

/** The notes as the database has them now, read past the server. Waits for a database that is just coming up. */
export async function onDisk(papers: string[]): Promise<OnDisk> {
  for (let patience = 0; ; patience++) {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
    client.on('error', () => undefined)
    try {
      await client.connect()
      const { rows } = await client.query<{ paperId: string; bytes: Buffer; count: number }>(
        `select "paperId", 0::bigint as "seq", "state" as "bytes", 1 as "count" from "NoteDocument" where "paperId" = any($1)
         union all select "paperId", "seq", "bytes", "count" from "NoteUpdate" where "paperId" = any($1) order by 2`,
        [papers],
      )
      const found: OnDisk = new Map()
      for (const paperId of papers) {
        const doc = new Y.Doc()
        applyUpdates(
          doc,
          rows.filter((row) => row.paperId === paperId).flatMap((row) => unpackUpdates(row.bytes, row.count)),
        )
        found.set(paperId, { doc, text: noteText(doc).toString() })
      }
      return found
    } catch (error) {
      if (patience > 100) throw error
      await new Promise((done) => setTimeout(done, 100))
    } finally {
      void client.end().catch(() => undefined)
    }
  }
}

/** One writer, who keeps book of what they typed and of what they were told is saved. */
export class Witness {
  readonly paperId: string
  readonly #editor: Editor
  /** The document's clock after the n-th edit, as Yjs counts this client's characters. */
  readonly #clockAfter = new Map<number, number>()
  readonly #lost = new Set<number>()
  #noted = 0
  #timer: NodeJS.Timeout | null = null

  constructor(editor: Editor, paperId: string) {
    this.#editor = editor
    this.paperId = paperId
    // In step with lib/notes/track-saving.ts, which counts each local change.
    editor.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin !== editor.provider)
        this.#clockAfter.set(this.#clockAfter.size + 1, Y.getState(editor.doc.store, editor.doc.clientID))
    })
  }

  get isSaved(): boolean {
    return this.#editor.shown() === 'saved' && this.acknowledged === this.typed
  }
  get text(): string {
    return this.#editor.text()
  }
  get typed(): number {
    return this.#clockAfter.size
  }
  get acknowledged(): number {
    return this.#editor.saving.counts().saved
  }
  /** Edits that the screen has called saved since note(). */
  get sinceNoted(): number {
    return this.acknowledged - this.#noted
  }
  /** Writes down what the screen calls saved now. */
  note(): void {
    this.#noted = this.acknowledged
  }

  startTyping(pace: number): void {
    const text = noteText(this.#editor.doc)
    const type = () => {
      if (text.length > 400 && Math.random() < 0.4) text.delete(Math.floor(Math.random() * (text.length - 8)), 6)
      else text.insert(Math.floor(Math.random() * (text.length + 1)), Math.random().toString(36).slice(2, 8))
      this.#timer = setTimeout(type, pace * (0.5 + Math.random()))
    }
    type()
  }
  stopTyping(): void {
    if (this.#timer) clearTimeout(this.#timer)
  }

  /** Ends the connection without a word, as a lost network does. */
  cut(): void {
    const ws = this.#editor.websocketProvider.webSocket as unknown as { terminate?(): void } | null
    ws?.terminate?.()
  }

  /** How many edits that were called saved were at some time not to be found in the database. */
  get lost(): number {
    return this.#lost.size
  }

  /** Looks for what was called saved at note(), which was before the database was read. */
  lookFor(found: OnDisk): void {
    const doc = found.get(this.paperId)?.doc
    const clock = doc ? Y.getState(doc.store, this.#editor.doc.clientID) : 0
    for (const [edit, after] of this.#clockAfter) if (edit <= this.#noted && after > clock) this.#lost.add(edit)
  }

  close(): void {
    this.stopTyping()
    this.#editor.close()
  }
}
