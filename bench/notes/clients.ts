import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { noteText } from '#lib/notes/note-doc.ts'
import { cookieOf } from '../../realtime/notes.fixture.ts'
import { authFrame, isStatus, syncFrame } from '../../realtime/raw-client.fixture.ts'

/**
 * One connection that writes marks and sees those of others. What it writes is made before it is opened: making an
 * edit takes its writer longer than the edit spends in the server, and all clients share one thread. The servers
 * are what is measured.
 */
export type Client = {
  /** Sends the next of its messages. @returns when, by performance.now(). */
  write(): number
  close(): void
}

export type Watch = {
  /** Marks that came from others, in one message. */
  seen(marks: string[]): void
  /** The oldest edit that was not acknowledged yet is. */
  acknowledged?(): void
}

/** A mark, a few characters that stand nowhere else, as it stands in a message, whatever is around it. */
const MARK = /<[0-9a-z]+>/g
const marksIn = (data: Buffer) => data.toString('latin1').match(MARK) ?? []

/** Filler that makes the bare server's messages as long as an edit's. */
const FILLER = 'x'.repeat(40)

/** The next of the messages at each call, with the moment at which it was handed to the socket. */
function writer(ws: WebSocket, count: number, message: (at: number) => Uint8Array): () => number {
  let next = 0
  return () => {
    if (next === count) throw new Error('More was to be written than was prepared.')
    const bytes = message(next++)
    const at = performance.now()
    ws.send(bytes)
    return at
  }
}

export async function openBare(url: string, room: string, marks: string[], watch: Watch): Promise<Client> {
  const ws = new WebSocket(`${url}/${room}`, { perMessageDeflate: false })
  await new Promise((done, fail) => ws.once('open', done).once('error', fail))
  ws.on('message', (data: Buffer) => watch.seen(marksIn(data)))
  return { write: writer(ws, marks.length, (at) => Buffer.from(FILLER + marks[at])), close: () => ws.terminate() }
}

/** What one person types into a note, mark by mark; what others type there is not in it. */
export function prepareEdits(marks: string[]): Uint8Array[] {
  const edits: Uint8Array[] = []
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => edits.push(update))
  const text = noteText(doc)
  for (const mark of marks) text.insert(text.length, mark)
  return edits
}

/** Speaks the notes' protocol: enters the room as an editor does, and waits until it is open. */
export async function openNotes(
  url: string,
  { room, token, edits }: { room: string; token: string; edits: Uint8Array[] },
  watch: Watch,
): Promise<Client> {
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
  const message = (at: number) => syncFrame(room, 2, edits[at] ?? Uint8Array.of())
  return { write: writer(ws, edits.length, message), close: () => ws.terminate() }
}
