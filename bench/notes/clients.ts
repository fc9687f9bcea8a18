import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { noteText } from '#lib/notes/note-doc.ts'
import { cookieOf } from '../../realtime/notes.fixture.ts'
import { authFrame, isStatus, syncFrame } from '../../realtime/raw-client.fixture.ts'

/** One connection that writes marks and sees those of others. Costs next to nothing itself, so that the servers are what is measured. */
export type Client = {
  /** Sends one mark, a few characters that stand nowhere else. */
  write(mark: string): void
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
  return { write: (mark) => ws.send(Buffer.from(FILLER + mark)), close: () => ws.terminate() }
}

/** Speaks the notes' protocol; only what it writes itself goes into its document. */
export async function openNotes(url: string, room: string, token: string, watch: Watch): Promise<Client> {
  const ws = new WebSocket(url, { headers: { cookie: cookieOf(token) }, perMessageDeflate: false })
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => ws.send(syncFrame(room, 2, update)))
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
  const text = noteText(doc)
  return { write: (mark) => text.insert(text.length, mark), close: () => ws.terminate() }
}
