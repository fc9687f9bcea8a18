import { within } from '#lib/access/within.fixture.ts'
import * as Y from 'yjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, SYSTEM } from '#lib/access/roles.ts'
import { anchorAt } from '#lib/discussion/anchors.ts'
import { deleteComment, replyInThread, resolveThread, startThread } from '#lib/discussion/commands.ts'
import { getDiscussion } from '#lib/discussion/queries.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { unsafeOpenDocument } from '#lib/notes/document-commands.ts'
import { applyUpdates } from '#lib/notes/note-doc.ts'
import { buildList, buildMember, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { createShareLink } from './commands.ts'
import { listShareLinks, resolveShare } from './queries.ts'
import { type ShareLinkInput, shareLinkSchema } from './schema.ts'
import { getSharedPaper } from './shared-queries.ts'

let ref: { id: string }
let slug: string
let emmy: { actor: Actor; user: { id: string; email: string } }
let paperId: string

async function passage(from: number, to: number) {
  const doc = new Y.Doc()
  applyUpdates(doc, (await unsafeOpenDocument(paperId)).updates)
  return anchorAt(doc, from, to)
}

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = 'a secret for tests'
  const list = await buildList({ title: 'Reading' })
  ref = { id: list.id }
  slug = list.slug
  emmy = await buildMember(list.id, 'MEMBER', { name: 'Emmy' })
  const section = await buildSection(list.id)
  paperId = (await buildPaper(list.id, section.id, { note: 'We show that the loss falls.' })).id
  const said = (text: string) => ({ text, anchor: null, quote: null })
  const general = await within(emmy.actor, ref, startThread, paperId, said('A walrus, $x^2$'))
  await within(emmy.actor, ref, replyInThread, general.id, 'Taken back soon')
  const [thread] = (await within(emmy.actor, ref, getDiscussion, paperId)).threads
  await within(emmy.actor, ref, deleteComment, thread?.comments[1]?.id ?? '')
  const anchor = await passage(13, 21)
  await within(emmy.actor, ref, startThread, paperId, { text: 'Which loss?', anchor, quote: 'the loss' })
  const kept = await within(emmy.actor, ref, startThread, paperId, {
    text: 'Is it shown?',
    anchor: await passage(0, 7),
    quote: 'We show',
  })
  await within(emmy.actor, ref, resolveThread, kept.id, true)
  const cut = await within(emmy.actor, ref, startThread, paperId, {
    text: 'How?',
    anchor: await passage(13, 27),
    quote: 'the loss falls',
  })
  await within(emmy.actor, ref, resolveThread, cut.id, true)
  await within(emmy.actor, ref, saveNote, paperId, { text: 'We show that falls.', baseVersion: 1 })
})

const link = (fields: Partial<ShareLinkInput>) =>
  within(SYSTEM, ref, createShareLink, { ...shareLinkSchema.parse({ scope: 'LIST' }), ...fields })
async function shown(fields: Partial<ShareLinkInput>) {
  const { token } = await link(fields)
  return getSharedPaper(await resolveShare(token), paperId, '/s/x')
}

describe('what is said about a paper', () => {
  it('is on no public page whose sharer did not say so', async () => {
    for (const fields of [{}, { includeNotes: true }, { scope: 'PAPER' as const, paperId, includeNotes: true }]) {
      const page = await shown(fields)
      expect(page.threads).toBeNull()
      expect(JSON.stringify(page)).not.toMatch(/walrus|Emmy/)
    }
  })

  it('is nowhere without the notes, whoever asks for it and however', async () => {
    expect((await shown({ includeComments: true })).threads).toBeNull()
    const { id, token } = await link({ includeNotes: true, includeComments: true })
    await prisma().shareLink.update({ where: { id }, data: { includeNotes: false } })
    const access = await resolveShare(token)
    expect(access.includeComments).toBe(false)
    expect((await getSharedPaper(access, paperId, '/s/x')).threads).toBeNull()
  })

  it('is shown where the sharer said so: names, words, and whether its passage is still there', async () => {
    const { threads } = await shown({ includeNotes: true, includeComments: true })
    expect(threads).toMatchObject([
      { quote: null, isOrphaned: false, isResolved: false, comments: [{ authorName: 'Emmy', hasMath: true }] },
      { quote: null, isOrphaned: true, isResolved: false },
      { quote: 'We show', isOrphaned: false, isResolved: true },
      { quote: 'falls', isOrphaned: false, isResolved: true },
    ])
    expect(threads?.[0]?.comments).toHaveLength(1)
    const text = JSON.stringify(threads)
    expect(text).toContain('walrus')
    for (const secret of [emmy.user.id, emmy.user.email, 'Taken back', 'the loss']) expect(text).not.toContain(secret)
  })

  it('needs the password like everything else', async () => {
    const { token } = await link({ includeNotes: true, includeComments: true, password: 'open sesame' })
    await expect(getSharedPaper(await resolveShare(token), paperId, '/s/x')).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  it('is told apart in the list of links', async () => {
    const { id } = await link({ includeNotes: true, includeComments: true })
    const links = await within(emmy.actor, { slug }, listShareLinks)
    expect(links.find((each) => each.id === id)).toMatchObject({ includeComments: true })
    expect(links.some((each) => each.includeNotes && !each.includeComments)).toBe(true)
  })
})
