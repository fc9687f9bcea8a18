import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { noteText } from '#lib/notes/note-doc.ts'
import { roomName } from '#lib/notes/room-name.ts'
import type { SaveState } from '#lib/notes/save-state.ts'
import { trackSaving } from '#lib/notes/track-saving.ts'
import { buildList, buildMember, buildPaper, buildSection, buildSession } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { listenForNotifications } from '../server/database/notifications.ts'
import { NOTES_PATH } from '#lib/notes/room-name.ts'
import { type NotesServer, type NotesServerOptions, createNotesServer } from './notes-server.ts'

/** The notes' server on a port of loopback, for tests and benches. */
export async function startNotes(options: Partial<NotesServerOptions> & { port?: number } = {}) {
  const databaseUrl = options.databaseUrl ?? process.env.DATABASE_URL ?? ''
  const notes: NotesServer = createNotesServer({
    databaseUrl,
    listen: (channel, on) => listenForNotifications(databaseUrl, channel, on),
    ...options,
  })
  const server: Server = createServer((_request, response) => response.end(JSON.stringify(notes.counts())))
  server.on('upgrade', (request, socket, head) =>
    notes.handleUpgrade(request, socket, head, request.socket.remoteAddress ?? ''),
  )
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}${NOTES_PATH}`
  const stop = async () => {
    await notes.close()
    server.closeAllConnections()
    server.close()
  }
  return { url, notes, server, stop }
}

/** A list with one paper, whose note says `note`, if anything. */
export async function buildNote(note?: string) {
  const list = await buildList()
  const section = await buildSection(list.id)
  const paper = await buildPaper(list.id, section.id, note === undefined ? {} : { note })
  return { listId: list.id, ref: { id: list.id }, paperId: paper.id, room: roomName(paper.id) }
}

/** A member of the list with a session. */
export async function buildWriter(listId: string, role: 'ADMIN' | 'MEMBER' | 'VIEWER' = 'MEMBER', name?: string) {
  const { user, actor } = await buildMember(listId, role, name === undefined ? {} : { name })
  const session = await buildSession(user.id)
  return { user, actor, token: session.sessionToken }
}

export const cookieOf = (token: string) => `next-auth.session-token=${token}`

export type Editor = ReturnType<typeof openEditor>

/**
 * An editor as the browser runs it, without the screen.
 * @param user whom the editor was opened by; nothing: whoever the session belongs to.
 */
export function openEditor(url: string, room: string, token: string, doc = new Y.Doc(), user = '') {
  class WebSocketWithCookie extends WebSocket {
    constructor(address: string) {
      // As a page of the same site: a whole server asks for that.
      super(address, { headers: { cookie: cookieOf(token), origin: new URL(url).origin.replace(/^ws/, 'http') } })
      // The provider stops listening before it closes one that is still connecting.
      this.on('error', () => undefined)
    }
  }
  const closes: { code: number; reason: string }[] = []
  const states: SaveState[] = []
  const websocketProvider = new HocuspocusProviderWebsocket({
    url,
    WebSocketPolyfill: WebSocketWithCookie,
    delay: 100,
    minDelay: 50,
    maxDelay: 500,
  })
  const provider = new HocuspocusProvider({
    name: room,
    document: doc,
    websocketProvider,
    token: user,
    onClose: ({ event }) => closes.push({ code: event.code, reason: String(event.reason) }),
  })
  const saving = trackSaving(provider as never, (state) => states.push(state))
  provider.attach()
  const close = () => {
    saving.stop()
    provider.destroy()
    websocketProvider.destroy()
  }
  return {
    doc,
    provider,
    websocketProvider,
    closes,
    states,
    close,
    text: () => noteText(doc).toString(),
    type: (text: string, at = noteText(doc).length) => noteText(doc).insert(at, text),
    shown: () => saving.current().state,
    saving,
  }
}

/** The text of the note as pages show it. */
export async function storedText(paperId: string): Promise<string | null> {
  return (await prisma().note.findUnique({ where: { paperId }, select: { text: true } }))?.text ?? null
}
