import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { noteText } from '#lib/notes/note-doc.ts'
import { roomName } from '#lib/notes/room-name.ts'
import { LocalEdits } from './local-edits.ts'

/** A note as this tab writes it: the shared document, who else is there, and the way to the server. */
export type NoteRoom = {
  doc: Y.Doc
  text: Y.Text
  awareness: Awareness
  undoManager: Y.UndoManager
  provider: HocuspocusProvider
  /** Edits of this tab that were written down in this browser, kept until the server has them. */
  local: LocalEdits
  close(): void
}

class EditorSocket extends HocuspocusProviderWebsocket {
  /**
   * Disconnects without waiting for the other side, which cannot answer where the network is gone: until
   * that is waited out, edits would seem to be under way, and a network that comes back meanwhile would
   * not be tried.
   */
  drop(): void {
    this.disconnect()
    this.emit('close', { event: { code: 1006, reason: 'The network is gone' } })
  }
}

/** Names the database of this browser that holds the note of one person: another who signs in here does not get it. */
const localName = (paperId: string, userId: string) => `colloquium-note:${userId}:${paperId}`

/**
 * Opens a paper's note on the socket. Edits are kept in IndexedDB first, so that a closed tab or a lost
 * network loses none. First attempts after a drop are spread over three seconds, so that a restarted
 * server is not met by everybody at once.
 */
export function openNoteRoom(options: { paperId: string; userId: string; socketPath: string }): NoteRoom {
  const doc = new Y.Doc()
  const text = noteText(doc)
  const local = new LocalEdits(localName(options.paperId, options.userId), doc)
  const url = new URL(options.socketPath, location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const websocketProvider = new EditorSocket({
    url: url.href,
    delay: Math.round(500 + Math.random() * 2500),
    minDelay: 500,
    maxDelay: 20_000,
    messageReconnectTimeout: 40_000,
  })
  const provider = new HocuspocusProvider({
    name: roomName(options.paperId),
    document: doc,
    websocketProvider,
    // Who signs in elsewhere in this browser does not write in this person's name, nor this one in theirs.
    token: options.userId,
  })
  provider.attach()
  const { awareness } = provider
  if (!awareness) throw new Error('The provider has no awareness.')
  // Once more at every connection: the protocol passes over a state that is not newer than the last one it had.
  provider.on('synced', () => awareness.setLocalState(awareness.getLocalState() ?? {}))
  // Our own: the default one of y-codemirror leaves a listener behind with every editor.
  const undoManager = new Y.UndoManager(text, { captureTimeout: 400 })
  // A socket whose network is gone says nothing for most of a minute; the browser knows at once.
  const onOffline = () => websocketProvider.drop()
  const onOnline = () => void websocketProvider.connect()
  addEventListener('offline', onOffline)
  addEventListener('online', onOnline)
  const close = () => {
    removeEventListener('offline', onOffline)
    removeEventListener('online', onOnline)
    undoManager.destroy()
    provider.destroy()
    websocketProvider.destroy()
    local.destroy().catch(() => {})
    doc.destroy()
  }
  return { doc, text, awareness, undoManager, provider, local, close }
}
