import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, inject } from 'vitest'
import { type Actor, SYSTEM } from './roles.ts'
import { placeImage } from '#lib/assets/commands.ts'
import { storeFile } from '#lib/files/commands.ts'
import { getAsset } from '#lib/assets/queries.ts'
import { isAppError } from '#lib/errors.ts'
import {
  deleteComment,
  editComment,
  markMentionsSeen,
  replyInThread,
  resolveThread,
  startThread,
} from '#lib/discussion/commands.ts'
import { getDiscussion, listOwnMentions } from '#lib/discussion/queries.ts'
import {
  createExperiment,
  forkExperiment,
  removeExperiment,
  restoreExperiment,
  saveExperimentVersion,
} from '#lib/experiments/authored/commands.ts'
import { compileDraft, getDraftPaper, renderDraft } from '#lib/experiments/authored/draft-queries.ts'
import { ONE_EXPERIMENT, oneRun } from '#lib/experiments/experiments.fixture.ts'
import { getExperiment, listExperiments } from '#lib/experiments/queries.ts'
import { resolveExperiments } from '#lib/experiments/resolve-queries.ts'
import { remarkRun, removeRun, saveRun } from '#lib/experiments/runs/run-commands.ts'
import { getRuns, listRuns } from '#lib/experiments/runs/run-queries.ts'
import {
  getExperimentCode,
  getExperimentVersion,
  listExperimentVersions,
} from '#lib/experiments/authored/version-queries.ts'
import { exportList } from '#lib/readme/write/queries.ts'
import { importReadme } from '#lib/readme/apply/commands.ts'
import { applyDraft, createDraft, decideDraft, discardDraft } from '#lib/readme/apply/draft-commands.ts'
import { getDraftPage, getDraftPreview } from '#lib/readme/apply/draft-queries.ts'
import { importNewList } from '#lib/readme/apply/new-list-commands.ts'
import { getImport } from '#lib/readme/apply/import-queries.ts'
import { findLastSource, listImports } from '#lib/readme/apply/queries.ts'
import { listDrafts } from '#lib/readme/apply/review-queries.ts'
import { undoImport } from '#lib/readme/apply/undo/undo-commands.ts'
import { cancelJob, enqueueJob } from '#lib/jobs/commands.ts'
import { getJob, listJobs } from '#lib/jobs/queries.ts'
import { createList, deleteList, editList } from '#lib/lists/commands.ts'
import { getListHeader, getListSettings, getOutline, listLists } from '#lib/lists/queries.ts'
import { addSection, moveSection, renameSection } from '#lib/lists/section-commands.ts'
import { getEditableOutline } from '#lib/lists/section-queries.ts'
import { changeRole, inviteMember, newLinkForMember, removeMember } from '#lib/members/commands.ts'
import { listMembers } from '#lib/members/queries.ts'
import { fillPapers } from '#lib/intake/metadata/commands.ts'
import { listCitingNotes, searchCitable } from '#lib/notes/citation-queries.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { getNoteDesk, resolveCitations } from '#lib/notes/desk-queries.ts'
import { nameNoteVersion, restoreNoteVersion } from '#lib/notes/history/history-commands.ts'
import { getLineAuthors } from '#lib/notes/history/history-queries.ts'
import { addNoteImage } from '#lib/notes/image-commands.ts'
import { getNote, getNoteVersion, listNoteVersions } from '#lib/notes/queries.ts'
import { getNoteRoom } from '#lib/notes/room-queries.ts'
import { getRenderedNote } from '#lib/notes/render-queries.ts'
import { addPaper, editPaper } from '#lib/papers/commands.ts'
import { paperFieldsSchema } from '#lib/papers/fields/fields-schema.ts'
import { getPaperForm, listSectionChoices } from '#lib/papers/form-queries.ts'
import { getPaper } from '#lib/papers/paper-queries.ts'
import { movePaper, placePaper } from '#lib/papers/placement-commands.ts'
import { getListPage, listPapers } from '#lib/papers/queries.ts'
import { removePaper, removePlacement, removeSection, undoRemoval } from '#lib/papers/removal-commands.ts'
import { listRemovals } from '#lib/papers/removal-queries.ts'
import { FIRST_VIEW } from '#lib/papers/view/view.ts'
import { changeOwnEmail, endAllSessions, endOwnSession, renameSelf } from '#lib/accounts/account-commands.ts'
import { getAccount } from '#lib/accounts/account-queries.ts'
import { createSignInLink } from '#lib/accounts/commands.ts'
import { getShareChoices } from '#lib/sharing/choice-queries.ts'
import { createShareLink, revokeShareLink } from '#lib/sharing/commands.ts'
import { listShareLinks } from '#lib/sharing/queries.ts'
import { shareLinkSchema } from '#lib/sharing/schema.ts'
import { checkUpstream, removeUpstream, setUpstream } from '#lib/intake/upstream/commands.ts'
import { createDraftFromAddress, createDraftFromUpstream } from '#lib/intake/upstream/draft-commands.ts'
import { getUpstream } from '#lib/intake/upstream/queries.ts'
import { upstreamSchema } from '#lib/intake/upstream/schema.ts'
import { buildCast, buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { databasePool, prisma } from '#prisma/client.ts'
import { type KeptTables, keepTables } from '../../scripts/test/kept-tables.ts'

process.env.NEXTAUTH_SECRET ??= 'a secret for tests only'

const fields = paperFieldsSchema.parse({ title: 'Another paper' })
const upstreamCheck = { kind: 'upstream.check', input: {} } as const
const share = shareLinkSchema.parse({ scope: 'LIST' })
const upstream = upstreamSchema.parse({ url: 'https://example.org/list.md' })
const readme = new TextEncoder().encode(
  '# Papers\n\nNoether, E. [**Invariants**](https://arxiv.org/abs/1901.00001) arXiv (2019)\n',
)

const file = () => ({ bytes: readme, origin: 'pasted', assets: new Map<string, Uint8Array>() })
type Ref = { id: string }
async function importedIn(ref: Ref): Promise<string> {
  await importReadme(SYSTEM, ref, file())
  return (await listImports(SYSTEM, ref))[0]?.id ?? ''
}

/** A list with one of everything that a function of the domain can be asked about. */
async function buildRoom() {
  const list = await buildList()
  const cast = await buildCast(list.id)
  const section = await buildSection(list.id, { title: 'One' })
  const other = await buildSection(list.id, { title: 'Two' })
  const paper = await buildPaper(list.id, section.id, { note: 'A note' })
  const place = await prisma().placement.findFirstOrThrow({ where: { paperId: paper.id } })
  const gone = await buildPaper(list.id, section.id)
  const { removalId } = await removePaper(SYSTEM, { id: list.id }, gone.id)
  await saveNote(SYSTEM, { id: list.id }, paper.id, { text: 'Said anew', baseVersion: 1 })
  const link = await createShareLink(SYSTEM, { id: list.id }, share)
  const thread = await startThread(SYSTEM, { id: list.id }, paper.id, { text: 'Is it so?', anchor: null, quote: null })
  const comment = await prisma().comment.findFirstOrThrow({ where: { threadId: thread.id }, select: { id: true } })
  const experiment = await createExperiment(SYSTEM, { id: list.id }, { ...ONE_EXPERIMENT, paperId: paper.id })
  const { codeVersion } = await getExperimentVersion(SYSTEM, { id: list.id }, experiment.slug)
  const run = await saveRun(SYSTEM, { id: list.id }, experiment.slug, { result: oneRun(codeVersion), remark: null })
  const stored = await storeFile(Buffer.from(list.id))
  const { sha256 } = stored
  await placeImage(prisma(), list.id, 'a.png', { ...stored, mime: 'image/png', width: 1, height: 1 })
  // Looked at, it is refused before anything is asked of it.
  await prisma().upstream.create({ data: { listId: list.id, url: 'http://10.0.0.1/list.md' } })
  const somebody = await prisma().user.create({ data: { email: `guest-${list.id}@example.org`.toLowerCase() } })
  await prisma().member.create({ data: { listId: list.id, userId: somebody.id, role: 'VIEWER' } })
  const job = await enqueueJob(SYSTEM, { id: list.id }, upstreamCheck)
  const importId = await importedIn({ id: list.id })
  const draftId = (await createDraft(SYSTEM, { id: list.id }, file())).id
  return {
    ref: { id: list.id },
    jobId: job.id,
    importId,
    draftId,
    slug: list.slug,
    cast,
    sha256,
    threadId: thread.id,
    commentId: comment.id,
    experiment: experiment.slug,
    codeVersion,
    runId: run.id,
    removalId,
    linkId: link.id,
    placeId: place.id,
    sectionId: section.id,
    otherId: other.id,
    paperId: paper.id,
    somebodyId: somebody.id,
    email: somebody.email,
  }
}
const dot = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
type Room = Awaited<ReturnType<typeof buildRoom>>

/**
 * Every function of the domain that asks who acts, and what each person gets, by hand:
 * y: done, f: forbidden, n: as if it were not there, u: sign in first, i: let in, and what they ask is refused.
 * Columns: admin, member, viewer, outsider (of another list), stranger, admin of the installation.
 */
const TABLE: Record<string, [expected: string, call: (actor: Actor, room: Room) => Promise<unknown>]> = {
  getListHeader: ['yyynny', (actor, { slug }) => getListHeader(actor, slug)],
  getListSettings: ['yffnny', (actor, { slug }) => getListSettings(actor, slug)],
  getOutline: ['yyynny', (actor, { slug }) => getOutline(actor, slug)],
  getEditableOutline: ['yffnny', (actor, { slug }) => getEditableOutline(actor, slug)],
  createList: ['fffffy', (actor, { slug }) => createList(actor, newList(`${slug}-2`))],
  editList: ['yffnny', (actor, { ref }) => editList(actor, ref, { title: 'Renamed' })],
  deleteList: ['yffnny', (actor, { ref }) => deleteList(actor, ref)],
  addSection: ['yffnny', (actor, { ref }) => addSection(actor, ref, { title: 'New', parentId: null })],
  renameSection: ['yffnny', (actor, { ref, sectionId }) => renameSection(actor, ref, sectionId, 'New')],
  moveSection: ['yffnny', (actor, { ref, otherId }) => moveSection(actor, ref, otherId, { direction: 'up' })],
  removeSection: ['yffnny', (actor, { ref, sectionId }) => removeSection(actor, ref, sectionId)],
  listPapers: ['yyynny', (actor, { slug }) => listPapers(actor, slug, FIRST_VIEW)],
  getListPage: ['yyynny', (actor, { slug }) => getListPage(actor, slug, FIRST_VIEW)],
  getPaper: ['yyynny', (actor, { slug, paperId }) => getPaper(actor, slug, paperId)],
  getPaperForm: ['yyfnny', (actor, { slug, paperId }) => getPaperForm(actor, slug, paperId)],
  listSectionChoices: ['yffnny', (actor, { slug }) => listSectionChoices(actor, slug)],
  addPaper: ['yffnny', (actor, { ref, sectionId }) => addPaper(actor, ref, { sectionId, fields })],
  editPaper: ['yyfnny', (actor, { ref, paperId }) => editPaper(actor, ref, paperId, { fields, baseVersion: 1 })],
  placePaper: ['yffnny', (actor, { ref, paperId, otherId }) => placePaper(actor, ref, paperId, otherId)],
  movePaper: [
    'yffnny',
    (actor, { ref, placeId, otherId }) => movePaper(actor, ref, placeId, { sectionId: otherId, position: null }),
  ],
  removePaper: ['yffnny', (actor, { ref, paperId }) => removePaper(actor, ref, paperId)],
  removePlacement: ['yffnny', (actor, { ref, placeId }) => removePlacement(actor, ref, placeId)],
  undoRemoval: ['yffnny', (actor, { ref, removalId }) => undoRemoval(actor, ref, removalId)],
  listRemovals: ['yffnny', (actor, { ref }) => listRemovals(actor, ref)],
  getNote: ['yyynny', (actor, { ref, paperId }) => getNote(actor, ref, paperId)],
  getRenderedNote: ['yyynny', (actor, { ref, paperId }) => getRenderedNote(actor, ref, paperId)],
  listNoteVersions: ['yyynny', (actor, { ref, paperId }) => listNoteVersions(actor, ref, paperId)],
  getNoteVersion: ['yyynny', (actor, { ref, paperId }) => getNoteVersion(actor, ref, paperId, 2)],
  getNoteRoom: ['yyynny', (actor, { paperId }) => getNoteRoom(actor, paperId)],
  saveNote: ['yyfnny', (actor, { ref, paperId }) => saveNote(actor, ref, paperId, { text: 'Mine', baseVersion: 2 })],
  getLineAuthors: ['yyynny', (actor, { ref, paperId }) => getLineAuthors(actor, ref, paperId)],
  restoreNoteVersion: ['yyfnny', (actor, { ref, paperId }) => restoreNoteVersion(actor, ref, paperId, 2)],
  nameNoteVersion: ['yyfnny', (actor, { ref, paperId }) => nameNoteVersion(actor, ref, paperId, 'Draft')],
  getDiscussion: ['yyynny', (actor, { ref, paperId }) => getDiscussion(actor, ref, paperId)],
  markMentionsSeen: ['yyynny', (actor, { ref, paperId }) => markMentionsSeen(actor, ref, paperId)],
  listOwnMentions: ['yyyyyy', (actor) => listOwnMentions(actor)],
  startThread: [
    'yyfnny',
    (actor, { ref, paperId }) => startThread(actor, ref, paperId, { text: 'Why?', anchor: null, quote: null }),
  ],
  replyInThread: ['yyfnny', (actor, { ref, threadId }) => replyInThread(actor, ref, threadId, 'So.')],
  resolveThread: ['yyfnny', (actor, { ref, threadId }) => resolveThread(actor, ref, threadId, true)],
  // The comment is the system's: nobody's own, but an admin may take it back.
  editComment: ['fffnnf', (actor, { ref, commentId }) => editComment(actor, ref, commentId, 'Else')],
  deleteComment: ['yffnny', (actor, { ref, commentId }) => deleteComment(actor, ref, commentId)],
  listExperiments: ['yyynny', (actor, { ref, paperId }) => listExperiments(actor, ref, { paperId })],
  getExperiment: ['yyynny', (actor, { ref, experiment }) => getExperiment(actor, ref, experiment)],
  listExperimentVersions: ['yyynny', (actor, { ref, experiment }) => listExperimentVersions(actor, ref, experiment)],
  getExperimentVersion: ['yyynny', (actor, { ref, experiment }) => getExperimentVersion(actor, ref, experiment)],
  getExperimentCode: [
    'yyynny',
    (actor, { ref, experiment, codeVersion }) => getExperimentCode(actor, ref, experiment, codeVersion),
  ],
  resolveExperiments: ['yyynny', (actor, { ref, experiment }) => resolveExperiments(actor, ref, [experiment])],
  createExperiment: [
    'yyfnny',
    (actor, { ref, paperId }) => createExperiment(actor, ref, { ...ONE_EXPERIMENT, paperId }),
  ],
  saveExperimentVersion: [
    'yyfnny',
    (actor, { ref, experiment }) =>
      saveExperimentVersion(actor, ref, experiment, {
        ...ONE_EXPERIMENT,
        source: `${ONE_EXPERIMENT.source}\n// more`,
        baseVersion: 1,
      }),
  ],
  forkExperiment: [
    'yyfnny',
    (actor, { ref, experiment }) => forkExperiment(actor, ref, { from: experiment, paperId: null }),
  ],
  getDraftPaper: ['yyfnny', (actor, { ref, paperId }) => getDraftPaper(actor, ref, paperId)],
  compileDraft: ['yyfnny', (actor, { ref }) => compileDraft(actor, ref, ONE_EXPERIMENT.source)],
  renderDraft: ['yyfnny', (actor, { ref }) => renderDraft(actor, ref, ONE_EXPERIMENT.description)],
  // The experiment and its run are the system's: nobody's own, but an admin may take them away.
  removeExperiment: ['yffnny', (actor, { ref, experiment }) => removeExperiment(actor, ref, experiment)],
  restoreExperiment: ['yffnny', (actor, { ref, experiment }) => restoreExperiment(actor, ref, experiment)],
  listRuns: ['yyynny', (actor, { ref, experiment }) => listRuns(actor, ref, experiment)],
  getRuns: ['yyynny', (actor, { ref, experiment, runId }) => getRuns(actor, ref, experiment, [runId])],
  saveRun: [
    'yyfnny',
    (actor, { ref, experiment, codeVersion }) =>
      saveRun(actor, ref, experiment, { result: oneRun(codeVersion), remark: null }),
  ],
  remarkRun: ['fffnnf', (actor, { ref, runId }) => remarkRun(actor, ref, runId, 'So')],
  removeRun: ['yffnny', (actor, { ref, runId }) => removeRun(actor, ref, runId)],
  getNoteDesk: ['yyfnny', (actor, { ref, paperId }) => getNoteDesk(actor, ref, paperId)],
  searchCitable: ['yyynny', (actor, { ref }) => searchCitable(actor, ref, 'attention')],
  listCitingNotes: ['yyynny', (actor, { ref, paperId }) => listCitingNotes(actor, ref, paperId)],
  resolveCitations: ['yyynny', (actor, { ref }) => resolveCitations(actor, ref, ['arxiv:1706.03762'])],
  addNoteImage: [
    'yyfnny',
    (actor, { ref, paperId }) => addNoteImage(actor, ref, paperId, { name: 'dot.gif', bytes: dot }),
  ],
  getAsset: ['yyynny', (actor, { ref, sha256 }) => getAsset(actor, ref, sha256)],
  importReadme: [
    'yffnny',
    (actor, { ref }) => importReadme(actor, ref, { bytes: readme, origin: 'pasted', assets: new Map() }),
  ],
  createDraft: ['yffnny', (actor, { ref }) => createDraft(actor, ref, file())],
  getDraftPreview: ['yffnny', (actor, { ref, draftId }) => getDraftPreview(actor, ref, draftId)],
  getDraftPage: ['yffnny', (actor, { ref, draftId }) => getDraftPage(actor, ref, draftId, { show: null, page: 1 })],
  decideDraft: [
    'yffnny',
    (actor, { ref, draftId }) => decideDraft(actor, ref, draftId, { entries: {}, choices: {}, remove: [] }),
  ],
  discardDraft: ['yffnny', (actor, { ref, draftId }) => discardDraft(actor, ref, draftId)],
  applyDraft: ['yffnny', (actor, { ref, draftId }) => applyDraft(actor, ref, draftId)],
  listDrafts: ['yffnny', (actor, { ref }) => listDrafts(actor, ref)],
  getImport: ['yffnny', (actor, { ref, importId }) => getImport(actor, ref, importId)],
  listImports: ['yffnny', (actor, { ref }) => listImports(actor, ref)],
  undoImport: ['yffnny', (actor, { ref, importId }) => undoImport(actor, ref, importId)],
  importNewList: [
    'fffffy',
    (actor, { slug }) =>
      importNewList(actor, newList(`${slug}-3`), { bytes: readme, origin: 'pasted', assets: new Map() }),
  ],
  exportList: ['yyynny', (actor, { ref }) => exportList(actor, ref)],
  findLastSource: ['yffnny', (actor, { ref }) => findLastSource(actor, ref)],
  enqueueJob: ['yffnny', (actor, { ref }) => enqueueJob(actor, ref, upstreamCheck)],
  cancelJob: ['yffnny', (actor, { ref, jobId }) => cancelJob(actor, ref, jobId)],
  getJob: ['yffnny', (actor, { ref, jobId }) => getJob(actor, ref, jobId)],
  listJobs: ['yffnny', (actor, { ref }) => listJobs(actor, ref)],
  getUpstream: ['yffnny', (actor, { ref }) => getUpstream(actor, ref)],
  setUpstream: ['yffnny', (actor, { ref }) => setUpstream(actor, ref, upstream)],
  removeUpstream: ['yffnny', (actor, { ref }) => removeUpstream(actor, ref)],
  createDraftFromUpstream: ['iffnni', (actor, { ref }) => createDraftFromUpstream(actor, ref)],
  createDraftFromAddress: [
    'iffnni',
    (actor, { ref }) => createDraftFromAddress(actor, ref, { url: 'http://10.0.0.1/' }),
  ],
  checkUpstream: ['yffnny', (actor, { ref }) => checkUpstream(actor, ref)],
  fillPapers: ['yffnny', (actor, { ref }) => fillPapers(actor, ref, 'crossref', new Map())],
  listShareLinks: ['yyfnny', (actor, { slug }) => listShareLinks(actor, slug)],
  getShareChoices: ['yyfnny', (actor, { slug, paperId }) => getShareChoices(actor, slug, { paperId, find: '' })],
  createShareLink: ['yyfnny', (actor, { ref }) => createShareLink(actor, ref, share)],
  revokeShareLink: ['yyfnny', (actor, { ref, linkId }) => revokeShareLink(actor, ref, linkId)],
  listMembers: ['yyynny', (actor, { ref }) => listMembers(actor, ref)],
  inviteMember: [
    'yffnny',
    (actor, { ref }) => inviteMember(actor, ref, { email: `new-${ref.id}@example.org`.toLowerCase(), role: 'VIEWER' }),
  ],
  newLinkForMember: ['yffnny', (actor, { ref, somebodyId }) => newLinkForMember(actor, ref, somebodyId)],
  changeRole: [
    'yffnny',
    (actor, { ref, somebodyId }) => changeRole(actor, ref, { userId: somebodyId, role: 'MEMBER' }),
  ],
  removeMember: ['yffnny', (actor, { ref, somebodyId }) => removeMember(actor, ref, somebodyId)],
  // What concerns the person alone, or the installation.
  createSignInLink: ['nnnnnn', (actor, { email }) => createSignInLink(actor, email)],
  getAccount: ['yyyyuy', (actor) => getAccount(actor, null)],
  renameSelf: ['yyyyuy', (actor) => renameSelf(actor, 'Emmy Noether')],
  changeOwnEmail: ['ffffuy', (actor, { ref }) => changeOwnEmail(actor, `root-${ref.id}@example.org`.toLowerCase())],
  endOwnSession: ['yyyyuy', (actor) => endOwnSession(actor, 'no such session')],
  endAllSessions: ['yyyyuy', (actor) => endAllSessions(actor)],
}

/** Functions that ask who acts and refuse nobody: what they answer is tested beside them. */
const ANSWER_EVERYBODY = ['listLists', 'findRemoval', 'roleInList', 'makeLink', 'countWaitingLists']

const newList = (slug: string) => ({ title: 'A list', slug, description: null, visibility: 'PRIVATE' as const })

const CODES: Record<string, string> = { forbidden: 'f', not_found: 'n', unauthenticated: 'u', invalid: 'i' }

async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'y'
  } catch (error) {
    const letter = isAppError(error) ? CODES[error.code] : undefined
    if (letter) return letter
    throw error
  }
}

/** Outcomes of those who are let in: only they may leave something changed. */
const DONE = ['y', 'i']

const CAST = ['admin', 'member', 'viewer', 'outsider', 'stranger', 'installationAdmin'] as const

// One list serves every case: what a call changed is put back before the next one.
let room: Room
let kept: KeptTables
beforeAll(async () => {
  room = await buildRoom()
  const superuserUrl = new URL(inject('superuserUrl'))
  superuserUrl.pathname = new URL(process.env.DATABASE_URL ?? '').pathname
  kept = await keepTables(databasePool(), superuserUrl.href)
})

describe('every function of the domain', () => {
  it('has a row in this table', () => {
    const files = globSync('**/*{queries,commands}.ts', { cwd: import.meta.dirname })
    const names = files.flatMap((file) =>
      [
        ...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(
          /export (?:async )?function (\w+)\(\s*_?actor: Actor/g,
        ),
      ].map((match) => match[1]),
    )
    expect(names.length).toBeGreaterThan(30)
    expect(names.filter((name) => !ANSWER_EVERYBODY.includes(name ?? '')).sort()).toEqual(Object.keys(TABLE).sort())
  })

  it.each(Object.entries(TABLE))(
    '%s: lets through whom it should, and nobody else',
    async (_name, [expected, call]) => {
      const found: string[] = []
      const changedThoughRefused: string[] = []
      for (const name of CAST) {
        const letter = await outcome(call(room.cast[name], room))
        found.push(letter)
        const changed = await kept.changed()
        if (!DONE.includes(letter)) changedThoughRefused.push(...changed.map((table) => `${name}: ${table}`))
        await kept.restore(changed)
      }
      expect(found.join('')).toBe(expected)
      expect(changedThoughRefused).toEqual([])
    },
  )

  it('shows a person their own lists and no others', async () => {
    const { cast, slug } = await buildRoom()
    await buildList()
    const slugs = async (actor: Actor) => (await listLists(actor)).map((list) => list.slug)
    for (const actor of [cast.admin, cast.member, cast.viewer]) expect(await slugs(actor)).toEqual([slug])
    for (const actor of [cast.outsider, cast.stranger]) expect(await slugs(actor)).toEqual([])
    expect((await slugs(cast.installationAdmin)).length).toBeGreaterThan(1)
  })

  it('forgets a person as soon as they are no member any more', async () => {
    const { cast, slug, ref } = await buildRoom()
    const { member } = cast
    await expect(getListHeader(member, slug)).resolves.toMatchObject({ role: 'MEMBER' })
    await removeMember(SYSTEM, ref, member.kind === 'user' ? member.userId : '')
    await expect(getListHeader(member, slug)).rejects.toMatchObject({ code: 'not_found' })
  })
})
