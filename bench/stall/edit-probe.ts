import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { NOTES_PATH } from '#lib/notes/room-name.ts'
import { noteText } from '#lib/notes/note-doc.ts'
import { cookieOf } from '../../realtime/notes.fixture.ts'
import { authFrame, isStatus, syncFrame } from '../../realtime/raw-client.fixture.ts'

const isTaken = isStatus(1)

/** Somebody who writes in a note, one letter at a time, and comes back when the connection is lost, as the editor does. */
export class EditProbe {
  readonly #address: string
  readonly #room: string
  readonly #session: string
  readonly #doc = new Y.Doc()
  /** What is done when the next acknowledgement comes, oldest first. */
  #waiting: (() => void)[] = []
  #ws: WebSocket | null = null
  #isClosed = false

  constructor(url: string, room: string, session: string) {
    this.#address = `${url.replace('http', 'ws')}${NOTES_PATH}`
    this.#room = room
    this.#session = session
    this.#doc.on('update', (update: Uint8Array) => this.#send(syncFrame(room, 2, update)))
  }

  #send(frame: Uint8Array): void {
    if (this.#ws?.readyState === WebSocket.OPEN) this.#ws.send(frame)
  }

  /** Opens the note; whatever was not acknowledged is sent again and acknowledged together. */
  open(): Promise<void> {
    const headers = { cookie: cookieOf(this.#session), origin: new URL(this.#address.replace('ws', 'http')).origin }
    const ws = new WebSocket(this.#address, { headers, perMessageDeflate: false })
    this.#ws = ws
    const before = this.#waiting
    return new Promise((done) => {
      ws.on('error', () => undefined)
      ws.on('close', () => {
        if (this.#isClosed || this.#ws !== ws) return
        setTimeout(() => void this.open().then(done), 100)
      })
      ws.on('open', () => {
        ws.send(authFrame(this.#room))
        ws.send(syncFrame(this.#room, 0, Uint8Array.of(0)))
        this.#waiting = [
          () => {
            for (const one of before) one()
            done()
          },
        ]
        ws.send(syncFrame(this.#room, 1, Y.encodeStateAsUpdate(this.#doc)))
      })
      ws.on('message', (data: Buffer) => {
        if (data.length < 100 && isTaken(data)) this.#waiting.shift()?.()
      })
    })
  }

  /** Types one letter. Resolves when the server has it on disk. */
  write(): Promise<void> {
    return new Promise((done) => {
      this.#waiting.push(done)
      const text = noteText(this.#doc)
      text.insert(text.length, 'x')
    })
  }

  close(): void {
    this.#isClosed = true
    this.#ws?.terminate()
  }
}
