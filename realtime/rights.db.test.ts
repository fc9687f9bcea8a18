import { within } from '#lib/access/within.fixture.ts'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { get } from 'node:http'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as encoding from 'lib0/encoding'
import { SYSTEM } from '#lib/access/roles.ts'
import { changeRole, removeMember } from '#lib/members/commands.ts'
import { unsafeLoadDocument } from '#lib/notes/document-queries.ts'
import { applyUpdates, noteText, stateOfText } from '#lib/notes/note-doc.ts'
import { endAllSessions } from '#lib/accounts/account-commands.ts'
import { hashSessionToken } from '#lib/accounts/session-token.ts'
import { prisma } from '#prisma/client.ts'
import { buildList, buildSession, buildUser } from '#prisma/seed/builders.ts'
import { type Editor, buildNote, buildWriter, openEditor, startNotes } from './notes.fixture.ts'
import { authFrame, frameOf, isStatus, openRaw, syncFrame } from './raw-client.fixture.ts'

/** The machine may be busy with others. */
const PATIENT = { timeout: 10_000 }

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

async function serve(options: Parameters<typeof startNotes>[0] = {}) {
  const started = await startNotes(options)
  closers.push(started.stop)
  return started
}

function edit(url: string, room: string, token: string, { user = '', doc = new Y.Doc() } = {}): Editor {
  const editor = openEditor(url, room, token, doc, user)
  closers.push(editor.close)
  return editor
}

async function raw(url: string, token: string) {
  const client = await openRaw(url, token)
  closers.push(() => client.ws.terminate())
  return client
}

/** A socket that was upgraded, and nobody who speaks the protocol on it. */
async function upgraded(url: string): Promise<Socket> {
  const key = randomBytes(16).toString('base64')
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': key,
  }
  const [, socket] = (await once(get(url.replace('ws:', 'http:'), { headers }), 'upgrade')) as [unknown, Socket]
  closers.push(() => socket.destroy())
  return socket
}

const isSaved = (...editors: Editor[]) =>
  vi.waitUntil(() => editors.every((editor) => editor.shown() === 'saved'), { timeout: 10_000 })

async function textOnDisk(paperId: string): Promise<string> {
  const doc = new Y.Doc()
  applyUpdates(doc, (await unsafeLoadDocument(paperId))?.updates ?? [])
  return noteText(doc).toString()
}

describe('a viewer', () => {
  it('reads along, and cannot write by any frame', async () => {
    const { url } = await serve()
    const { listId, room, paperId } = await buildNote('ours')
    const member = edit(url, room, (await buildWriter(listId)).token)
    const viewer = await raw(url, (await buildWriter(listId, 'VIEWER')).token)
    await isSaved(member)
    viewer.send(authFrame(room))
    viewer.send(syncFrame(room, 0, Uint8Array.of(0)))
    const forged = stateOfText('theirs')
    for (const step of [1, 2]) viewer.send(syncFrame(room, step, forged))
    // The same as a "sync reply", the other type of message that carries edits.
    viewer.send(
      frameOf(room, 4, (encoder) => {
        encoding.writeVarUint(encoder, 2)
        encoding.writeVarUint8Array(encoder, forged)
      }),
    )
    await vi.waitUntil(() => viewer.received.filter(isStatus(0)).length === 3, PATIENT)
    expect(viewer.received.some(isStatus(1))).toBe(false)
    member.type(' alone')
    await isSaved(member)
    expect(member.text()).toBe('ours alone')
    expect(await textOnDisk(paperId)).toBe('ours alone')
  })

  it('is shown that what they type is not kept', async () => {
    const { url } = await serve()
    const { listId, room } = await buildNote('ours')
    const viewer = edit(url, room, (await buildWriter(listId, 'VIEWER')).token)
    await isSaved(viewer)
    viewer.type(' and mine')
    await vi.waitUntil(() => viewer.shown() === 'cannot-save', PATIENT)
  })
})

describe('a member whose sign-in came from another list’s admin', () => {
  it('does not get into the note, as if they did not belong to the list', async () => {
    const { url } = await serve()
    const { listId, room } = await buildNote('secret')
    const { user } = await buildWriter(listId, 'ADMIN')
    const other = await buildList()
    const { sessionToken } = await buildSession(user.id, undefined, { proof: 'LIST', listIds: [other.id] })
    const client = await raw(url, sessionToken)
    client.send(authFrame(room))
    client.send(syncFrame(room, 0, Uint8Array.of(0)))
    await vi.waitUntil(() => client.received.length === 1, PATIENT)
    expect(Buffer.concat(client.received).toString()).not.toContain('secret')
    const { sessionToken: proven } = await buildSession(user.id, undefined, { proof: 'LIST', listIds: [listId] })
    const writer = edit(url, room, proven)
    await isSaved(writer)
  })
})

describe('somebody who does not belong to the list', () => {
  it('does not get into the note, and learns nothing of it', async () => {
    const { url } = await serve()
    const { room } = await buildNote('secret')
    const { sessionToken } = await buildSession((await buildUser()).id)
    const client = await raw(url, sessionToken)
    for (const name of [room, 'note:nobody', 'nonsense']) client.send(authFrame(name))
    client.send(syncFrame(room, 0, Uint8Array.of(0)))
    await vi.waitUntil(() => client.received.length === 3, PATIENT)
    const answers = client.received.map((bytes) => Buffer.from(bytes).toString('latin1'))
    expect(answers.every((answer) => answer.includes('You may not see this note any more'))).toBe(true)
    expect(answers.join()).not.toContain('secret')
  })

  it('without a session is told to sign in', async () => {
    const { url } = await serve()
    for (const token of ['', 'no such session'])
      expect(await (await raw(url, token)).closed).toEqual({ code: 4401, reason: 'You are signed out' })
    // Nor does what they send meanwhile end the server: no frame has these bits.
    const socket = await upgraded(url)
    socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]))
    await once(socket, 'close')
    expect((await (await raw(url, '')).closed).code).toBe(4401)
  })
})

describe('an editor that one person opened, where another has signed in since', () => {
  it('sends nothing in their name and takes nothing for itself, until the first is back', async () => {
    const { url } = await serve()
    const { listId, room, paperId } = await buildNote('ours')
    const [emmy, david] = [await buildWriter(listId), await buildWriter(listId)]
    const editor = edit(url, room, david.token, { user: emmy.user.id })
    await vi.waitUntil(() => editor.closes.some(({ code }) => code === 4402), PATIENT)
    editor.type("Emmy's")
    await vi.waitUntil(() => editor.shown() === 'cannot-save', PATIENT)
    expect(editor.text()).toBe("Emmy's")
    // Nobody was let in, so that the note has no document yet.
    expect(await textOnDisk(paperId)).toBe('')
    editor.close()
    const again = edit(url, room, emmy.token, { user: emmy.user.id, doc: editor.doc })
    await isSaved(again)
    expect(await textOnDisk(paperId)).toMatch(/^(oursEmmy's|Emmy'sours)$/)
  })
})

describe('rights that change while somebody writes', () => {
  it('close the socket of a removed member at once', async () => {
    const { url } = await serve()
    const { listId, ref, room, paperId } = await buildNote('ours')
    const { token, user } = await buildWriter(listId)
    const editor = edit(url, room, token)
    await isSaved(editor)
    await within(SYSTEM, ref, removeMember, user.id)
    await vi.waitUntil(() => editor.closes.length > 0, PATIENT)
    expect(editor.closes.some(({ reason }) => reason === 'You may not see this note any more')).toBe(true)
    editor.type(' too late')
    await vi.waitUntil(() => editor.shown() === 'cannot-save', PATIENT)
    expect(await textOnDisk(paperId)).toBe('ours')
  })

  it('close the sockets of a person whose sessions were ended', async () => {
    const { url } = await serve()
    const { listId, room } = await buildNote('ours')
    const { token, actor } = await buildWriter(listId)
    const editor = edit(url, room, token)
    await isSaved(editor)
    await endAllSessions(actor)
    await vi.waitUntil(() => editor.closes.some(({ code }) => code === 4401), PATIENT)
    expect(editor.saving.current()).toEqual({ state: 'cannot-save', reason: 'You are signed out' })
  })

  it('end with a session that runs out, of which the database does not tell', async () => {
    const { url } = await serve({ rhythm: { recheck: 200 } })
    const { listId, room } = await buildNote()
    const [emmy, david] = [await buildWriter(listId), await buildWriter(listId)]
    const client = await raw(url, emmy.token)
    client.send(authFrame(room))
    client.send(syncFrame(room, 0, Uint8Array.of(0)))
    const other = edit(url, room, david.token)
    await isSaved(other)
    await prisma().session.update({
      where: { sessionToken: hashSessionToken(emmy.token) },
      data: { expires: new Date(0) },
    })
    expect(await client.closed).toEqual({ code: 4401, reason: 'You are signed out' })
    other.type('still here')
    await isSaved(other)
  })

  it('leave nobody without their text: who becomes a viewer keeps it on the screen, and can save it as a member again', async () => {
    const { url } = await serve()
    const { listId, ref, room, paperId } = await buildNote('ours')
    const { token, user } = await buildWriter(listId)
    const editor = edit(url, room, token)
    await isSaved(editor)
    await within(SYSTEM, ref, changeRole, { userId: user.id, role: 'VIEWER' })
    await vi.waitUntil(() => editor.closes.some(({ code }) => code === 4410), PATIENT)
    editor.type(' typed meanwhile')
    await vi.waitUntil(() => editor.shown() === 'cannot-save', { timeout: 5_000 })
    expect(editor.text()).toBe('ours typed meanwhile')
    expect(await textOnDisk(paperId)).toBe('ours')
    await within(SYSTEM, ref, changeRole, { userId: user.id, role: 'MEMBER' })
    await vi.waitUntil(() => editor.shown() === 'saved', { timeout: 5_000 })
    expect(await textOnDisk(paperId)).toBe('ours typed meanwhile')
  })

  it('are looked at again after the line to the database was cut', async () => {
    const { url } = await serve()
    const { listId, room } = await buildNote('ours')
    const { token } = await buildWriter(listId)
    const editor = edit(url, room, token)
    await isSaved(editor)
    // Nobody is told of this one, since nobody listens.
    await prisma()
      .$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`
    await prisma().$executeRaw`alter table "Session" disable trigger user`
    await prisma().session.deleteMany({ where: { sessionToken: hashSessionToken(token) } })
    await prisma().$executeRaw`alter table "Session" enable trigger user`
    await vi.waitUntil(() => editor.closes.some(({ code }) => code === 4401), { timeout: 5_000 })
  })
})

describe('who somebody is to the others', () => {
  it('is what the server says, whatever the browser claims', async () => {
    const { url } = await serve()
    const { listId, room } = await buildNote()
    const emmy = await buildWriter(listId, 'MEMBER', 'Emmy')
    const david = await buildWriter(listId, 'MEMBER', 'David')
    const [a, b] = [edit(url, room, emmy.token), edit(url, room, david.token)]
    await isSaved(a, b)
    a.provider.setAwarenessField('user', { name: 'The admin', id: 'root' })
    a.provider.setAwarenessField('cursor', { anchor: 1, head: 2 })
    const seen = () => b.provider.awareness?.getStates().get(a.doc.clientID)
    await vi.waitUntil(() => seen()?.cursor !== undefined, PATIENT)
    expect(b.provider.awareness?.getStates().size).toBe(2)
    expect(seen()).toMatchObject({ user: { id: emmy.user.id, name: 'Emmy' }, cursor: { anchor: 1, head: 2 } })
  })

  it("does not let anybody move somebody else's cursor", async () => {
    const { url } = await serve()
    const { listId, room } = await buildNote()
    const emmy = edit(url, room, (await buildWriter(listId, 'MEMBER', 'Emmy')).token)
    const witness = edit(url, room, (await buildWriter(listId)).token)
    await isSaved(emmy, witness)
    emmy.provider.setAwarenessField('cursor', { head: 1 })
    const seen = () => witness.provider.awareness?.getStates().get(emmy.doc.clientID)
    await vi.waitUntil(() => seen()?.cursor !== undefined, PATIENT)
    const forger = await raw(url, (await buildWriter(listId, 'MEMBER', 'Eve')).token)
    forger.send(authFrame(room))
    const forged = new Awareness(new Y.Doc())
    forged.setLocalState(null)
    applyAwarenessUpdate(forged, encodeAwarenessUpdate(emmy.provider.awareness as Awareness, [emmy.doc.clientID]), null)
    forged.states.set(emmy.doc.clientID, { cursor: { head: 666 } })
    forged.meta.set(emmy.doc.clientID, { clock: 9_999, lastUpdated: Date.now() })
    forger.send(
      frameOf(room, 1, (encoder) =>
        encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(forged, [emmy.doc.clientID])),
      ),
    )
    forger.send(syncFrame(room, 0, Uint8Array.of(0)))
    await vi.waitUntil(() => forger.received.length >= 3, PATIENT)
    await new Promise((done) => setTimeout(done, 100))
    expect(seen()).toMatchObject({ user: { name: 'Emmy' }, cursor: { head: 1 } })
    forged.destroy()
  })
})
