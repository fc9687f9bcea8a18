import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { noteText } from '#lib/notes/note-doc.ts'
import { cookieOf } from '../../realtime/notes.fixture.ts'
import { authFrame, isStatus, syncFrame } from '../../realtime/raw-client.fixture.ts'

/** One connection that writes marks and sees those of others. */
export type Client = {
  /**
   * Sends one mark, a few characters that stand nowhere else. @returns when, by performance.now(): the message
   * was made by then. Making an edit takes its writer longer than it spends in the server, and nobody who reads
   * it here applies it either: the servers are what is measured.
   */
  write(mark: string): number
  close(): void
}

export type Watch = {
  /** Marks that came from others, in one message. */
  seen(marks: string[]): void
  /** The oldest edit that was not acknowledged yet is. */
  acknowledged?(): void
}

/** A mark as it stands in a message, whatever is around it. */
const MARK = /<[0-9a-z]+>/g
const marksIn = (data: Buffer) => data.toString('latin1').match(MARK) ?? []

/** Filler that makes the bare server's messages as long as an edit's. */
const FILLER = 'x'.repeat(40)

export async function openBare(url: string, room: string, watch: Watch): Promise<Client> {
  const ws = new WebSocket(`${url}/${room}`, { perMessageDeflate: false })
  await new Promise((done, fail) => ws.once('open', done).once('error', fail))
  ws.on('message', (data: Buffer) => watch.seen(marksIn(data)))
  const write = (mark: string) => {
    const message = Buffer.from(FILLER + mark)
    const at = performance.now()
    ws.send(message)
    return at
  }
  return { write, close: () => ws.terminate() }
}

type Room = { ws: WebSocket; close(): void }

/** Enters a room as an editor does, and waits until it is open. */
async function enter(url: string, room: string, token: string, watch: Watch): Promise<Room> {
  const ws = new WebSocket(url, { headers: { cookie: cookieOf(token) }, perMessageDeflate: false })
  await new Promise((done, fail) => ws.once('open', done).once('error', fail))
  const applied = isStatus(1)
  const isReady = new Promise<void>((done) => {
    ws.on('message', (data: Buffer) => {
      if (applied(data) && data.length < 100) {
        watch.acknowledged?.()
        done()
        return
      }
      const marks = marksIn(data)
      if (marks.length > 0) watch.seen(marks)
    })
  })
  ws.send(authFrame(room))
  ws.send(syncFrame(room, 0, Uint8Array.of(0)))
  // An edit that changes nothing: its acknowledgement says that the room is open.
  ws.send(syncFrame(room, 1, Uint8Array.of(0, 0)))
  await isReady
  return { ws, close: () => ws.terminate() }
}

/** Speaks the notes' protocol; only what it writes itself goes into its document. */
export async function openNotes(url: string, room: string, token: string, watch: Watch): Promise<Client> {
  const { ws, close } = await enter(url, room, token, watch)
  const doc = new Y.Doc()
  let sentAt = 0
  doc.on('update', (update: Uint8Array) => {
    const message = syncFrame(room, 2, update)
    sentAt = performance.now()
    ws.send(message)
  })
  const text = noteText(doc)
  const write = (mark: string) => {
    text.insert(text.length, mark)
    return sentAt
  }
  return { write, close }
}

/** What somebody types into an empty note, mark by mark. */
export function prepareEdits(count: number): Uint8Array[] {
  const edits: Uint8Array[] = []
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => edits.push(update))
  const text = noteText(doc)
  for (let at = 0; at < count; at++) text.insert(text.length, `<${at.toString(36)}>`)
  return edits
}

/**
 * Types prepared edits into a note that is empty, whatever the marks: where there are tens of thousands a second,
 * making them would take the processor from the database, which has none of the editors beside it otherwise.
 */
export async function openPrepared(
  url: string,
  { room, token, edits }: { room: string; token: string; edits: Uint8Array[] },
  watch: Watch,
): Promise<Client> {
  const { ws, close } = await enter(url, room, token, watch)
  let next = 0
  const write = () => {
    const edit = edits[next++]
    if (!edit) throw new Error('More edits were asked for than were prepared.')
    const message = syncFrame(room, 2, edit)
    const at = performance.now()
    ws.send(message)
    return at
  }
  return { write, close }
}
