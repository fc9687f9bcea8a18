import { openList } from './open-list.ts'
import { headerOf, within } from '#lib/access/within.fixture.ts'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, inject } from 'vitest'
import {
  type Everything,
  buildEverything,
  fields,
  file,
  readme,
  share,
  upstream,
  upstreamCheck,
} from './operations.fixture.ts'
import { type Actor, SYSTEM } from './roles.ts'
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
import { getExperiment, listExperiments, previewExperiments } from '#lib/experiments/queries.ts'
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
import { getListSettings, getOutline, listLists } from '#lib/lists/queries.ts'
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
import { getPaperForm, listSectionChoices } from '#lib/papers/form-queries.ts'
import { getIdentifiers, getPaper, requirePaper } from '#lib/papers/paper-queries.ts'
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
import { checkUpstream, removeUpstream, setUpstream } from '#lib/intake/upstream/commands.ts'
import { createDraftFromAddress, createDraftFromUpstream } from '#lib/intake/upstream/draft-commands.ts'
import { getUpstream } from '#lib/intake/upstream/queries.ts'
import { buildList } from '#prisma/seed/builders.ts'
import { databasePool } from '#prisma/client.ts'
import { type KeptTables, keepTables } from '../../scripts/test/kept-tables.ts'

process.env.NEXTAUTH_SECRET ??= 'a secret for tests only'

const dot = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/**
 * Every function of the domain that asks who acts, and what each person gets, by hand:
 * y: done, f: forbidden, n: as if it were not there, u: sign in first, i: let in, and what they ask is refused.
 * Columns: admin, member, viewer, outsider (of another list), stranger, admin of the installation.
 */
const TABLE: Record<string, [expected: string, call: (actor: Actor, room: Everything) => Promise<unknown>]> = {
  openList: ['yyynny', (actor, { slug }) => openList(actor, { slug })],
  getListSettings: ['yffnny', (actor, { slug }) => within(actor, { slug }, getListSettings)],
  getOutline: ['yyynny', (actor, { slug }) => within(actor, { slug }, getOutline)],
  getEditableOutline: ['yffnny', (actor, { slug }) => within(actor, { slug }, getEditableOutline)],
  createList: ['fffffy', (actor, { slug }) => createList(actor, newList(`${slug}-2`))],
  editList: ['yffnny', (actor, { ref }) => within(actor, ref, editList, { title: 'Renamed' })],
  deleteList: ['yffnny', (actor, { ref }) => within(actor, ref, deleteList)],
  addSection: ['yffnny', (actor, { ref }) => within(actor, ref, addSection, { title: 'New', parentId: null })],
  renameSection: ['yffnny', (actor, { ref, sectionId }) => within(actor, ref, renameSection, sectionId, 'New')],
  moveSection: ['yffnny', (actor, { ref, otherId }) => within(actor, ref, moveSection, otherId, { direction: 'up' })],
  removeSection: ['yffnny', (actor, { ref, sectionId }) => within(actor, ref, removeSection, sectionId)],
  listPapers: ['yyynny', (actor, { slug }) => within(actor, { slug }, listPapers, FIRST_VIEW)],
  getListPage: ['yyynny', (actor, { slug }) => within(actor, { slug }, getListPage, FIRST_VIEW)],
  getPaper: ['yyynny', (actor, { slug, paperId }) => within(actor, { slug }, getPaper, paperId)],
  getIdentifiers: ['yyynny', (actor, { ref, paperId }) => within(actor, ref, getIdentifiers, paperId)],
  requirePaper: ['yyynny', (actor, { ref, paperId }) => within(actor, ref, requirePaper, paperId)],
  getPaperForm: ['yyfnny', (actor, { slug, paperId }) => within(actor, { slug }, getPaperForm, paperId)],
  listSectionChoices: ['yffnny', (actor, { slug }) => within(actor, { slug }, listSectionChoices)],
  addPaper: ['yffnny', (actor, { ref, sectionId }) => within(actor, ref, addPaper, { sectionId, fields })],
  editPaper: [
    'yyfnny',
    (actor, { ref, paperId }) => within(actor, ref, editPaper, paperId, { fields, baseVersion: 1 }),
  ],
  placePaper: ['yffnny', (actor, { ref, paperId, otherId }) => within(actor, ref, placePaper, paperId, otherId)],
  movePaper: [
    'yffnny',
    (actor, { ref, placeId, otherId }) =>
      within(actor, ref, movePaper, placeId, { sectionId: otherId, position: null }),
  ],
  removePaper: ['yffnny', (actor, { ref, paperId }) => within(actor, ref, removePaper, paperId)],
  removePlacement: ['yffnny', (actor, { ref, placeId }) => within(actor, ref, removePlacement, placeId)],
  undoRemoval: ['yffnny', (actor, { ref, removalId }) => within(actor, ref, undoRemoval, removalId)],
  listRemovals: ['yffnny', (actor, { ref }) => within(actor, ref, listRemovals)],
  getNote: ['yyynny', (actor, { ref, paperId }) => within(actor, ref, getNote, paperId)],
  getRenderedNote: ['yyynny', (actor, { ref, paperId }) => within(actor, ref, getRenderedNote, paperId)],
  listNoteVersions: ['yyynny', (actor, { ref, paperId }) => within(actor, ref, listNoteVersions, paperId)],
  getNoteVersion: ['yyynny', (actor, { ref, paperId }) => within(actor, ref, getNoteVersion, paperId, 2)],
  getNoteRoom: ['yyynny', (actor, { paperId }) => getNoteRoom(actor, paperId)],
  saveNote: [
    'yyfnny',
    (actor, { ref, paperId }) => within(actor, ref, saveNote, paperId, { text: 'Mine', baseVersion: 2 }),
  ],
  getLineAuthors: ['yyynny', (actor, { ref, paperId }) => within(actor, ref, getLineAuthors, paperId)],
  restoreNoteVersion: ['yyfnny', (actor, { ref, paperId }) => within(actor, ref, restoreNoteVersion, paperId, 2)],
  nameNoteVersion: ['yyfnny', (actor, { ref, paperId }) => within(actor, ref, nameNoteVersion, paperId, 'Draft')],
  getDiscussion: ['yyynny', (actor, { ref, paperId }) => within(actor, ref, getDiscussion, paperId)],
  markMentionsSeen: ['yyynny', (actor, { ref, paperId }) => within(actor, ref, markMentionsSeen, paperId)],
  listOwnMentions: ['yyyyyy', (actor) => listOwnMentions(actor)],
  startThread: [
    'yyfnny',
    (actor, { ref, paperId }) => within(actor, ref, startThread, paperId, { text: 'Why?', anchor: null, quote: null }),
  ],
  replyInThread: ['yyfnny', (actor, { ref, threadId }) => within(actor, ref, replyInThread, threadId, 'So.')],
  resolveThread: ['yyfnny', (actor, { ref, threadId }) => within(actor, ref, resolveThread, threadId, true)],
  // The comment is the system's: nobody's own, but an admin may take it back.
  editComment: ['fffnnf', (actor, { ref, commentId }) => within(actor, ref, editComment, commentId, 'Else')],
  deleteComment: ['yffnny', (actor, { ref, commentId }) => within(actor, ref, deleteComment, commentId)],
  listExperiments: ['yyynny', (actor, { ref, paperId }) => within(actor, ref, listExperiments, { paperId })],
  previewExperiments: ['yyynny', (actor, { ref, paperId }) => within(actor, ref, previewExperiments, paperId)],
  getExperiment: ['yyynny', (actor, { ref, experiment }) => within(actor, ref, getExperiment, experiment)],
  listExperimentVersions: [
    'yyynny',
    (actor, { ref, experiment }) => within(actor, ref, listExperimentVersions, experiment),
  ],
  getExperimentVersion: [
    'yyynny',
    (actor, { ref, experiment }) => within(actor, ref, getExperimentVersion, experiment),
  ],
  getExperimentCode: [
    'yyynny',
    (actor, { ref, experiment, codeVersion }) => within(actor, ref, getExperimentCode, experiment, codeVersion),
  ],
  resolveExperiments: ['yyynny', (actor, { ref, experiment }) => within(actor, ref, resolveExperiments, [experiment])],
  createExperiment: [
    'yyfnny',
    (actor, { ref, paperId }) => within(actor, ref, createExperiment, { ...ONE_EXPERIMENT, paperId }),
  ],
  saveExperimentVersion: [
    'yyfnny',
    (actor, { ref, experiment }) =>
      within(actor, ref, saveExperimentVersion, experiment, {
        ...ONE_EXPERIMENT,
        source: `${ONE_EXPERIMENT.source}\n// more`,
        baseVersion: 1,
      }),
  ],
  forkExperiment: [
    'yyfnny',
    (actor, { ref, experiment }) => within(actor, ref, forkExperiment, { from: experiment, paperId: null }),
  ],
  getDraftPaper: ['yyfnny', (actor, { ref, paperId }) => within(actor, ref, getDraftPaper, paperId)],
  compileDraft: ['yyfnny', (actor, { ref }) => within(actor, ref, compileDraft, ONE_EXPERIMENT.source)],
  renderDraft: ['yyfnny', (actor, { ref }) => within(actor, ref, renderDraft, ONE_EXPERIMENT.description)],
  // The experiment and its run are the system's: nobody's own, but an admin may take them away.
  removeExperiment: ['yffnny', (actor, { ref, experiment }) => within(actor, ref, removeExperiment, experiment)],
  restoreExperiment: ['yffnny', (actor, { ref, experiment }) => within(actor, ref, restoreExperiment, experiment)],
  listRuns: ['yyynny', (actor, { ref, experiment }) => within(actor, ref, listRuns, experiment)],
  getRuns: ['yyynny', (actor, { ref, experiment, runId }) => within(actor, ref, getRuns, experiment, [runId])],
  saveRun: [
    'yyfnny',
    (actor, { ref, experiment, codeVersion }) =>
      within(actor, ref, saveRun, experiment, { result: oneRun(codeVersion), remark: null }),
  ],
  remarkRun: ['fffnnf', (actor, { ref, runId }) => within(actor, ref, remarkRun, runId, 'So')],
  removeRun: ['yffnny', (actor, { ref, runId }) => within(actor, ref, removeRun, runId)],
  getNoteDesk: ['yyfnny', (actor, { ref, paperId }) => within(actor, ref, getNoteDesk, paperId)],
  searchCitable: ['yyynny', (actor, { ref }) => within(actor, ref, searchCitable, 'attention')],
  listCitingNotes: ['yyynny', (actor, { ref, paperId }) => within(actor, ref, listCitingNotes, paperId)],
  resolveCitations: ['yyynny', (actor, { ref }) => within(actor, ref, resolveCitations, ['arxiv:1706.03762'])],
  addNoteImage: [
    'yyfnny',
    (actor, { ref, paperId }) => within(actor, ref, addNoteImage, paperId, { name: 'dot.gif', bytes: dot }),
  ],
  getAsset: ['yyynny', (actor, { ref, sha256 }) => within(actor, ref, getAsset, sha256)],
  importReadme: [
    'yffnny',
    (actor, { ref }) => within(actor, ref, importReadme, { bytes: readme, origin: 'pasted', assets: new Map() }),
  ],
  createDraft: ['yffnny', (actor, { ref }) => within(actor, ref, createDraft, file())],
  getDraftPreview: ['yffnny', (actor, { ref, draftId }) => within(actor, ref, getDraftPreview, draftId)],
  getDraftPage: [
    'yffnny',
    (actor, { ref, draftId }) => within(actor, ref, getDraftPage, draftId, { show: null, page: 1 }),
  ],
  decideDraft: [
    'yffnny',
    (actor, { ref, draftId }) => within(actor, ref, decideDraft, draftId, { entries: {}, choices: {}, remove: [] }),
  ],
  discardDraft: ['yffnny', (actor, { ref, draftId }) => within(actor, ref, discardDraft, draftId)],
  applyDraft: ['yffnny', (actor, { ref, draftId }) => within(actor, ref, applyDraft, draftId)],
  listDrafts: ['yffnny', (actor, { ref }) => within(actor, ref, listDrafts)],
  getImport: ['yffnny', (actor, { ref, importId }) => within(actor, ref, getImport, importId)],
  listImports: ['yffnny', (actor, { ref }) => within(actor, ref, listImports)],
  undoImport: ['yffnny', (actor, { ref, importId }) => within(actor, ref, undoImport, importId)],
  importNewList: [
    'fffffy',
    (actor, { slug }) =>
      importNewList(actor, newList(`${slug}-3`), { bytes: readme, origin: 'pasted', assets: new Map() }),
  ],
  exportList: ['yyynny', (actor, { ref }) => within(actor, ref, exportList)],
  findLastSource: ['yffnny', (actor, { ref }) => within(actor, ref, findLastSource)],
  enqueueJob: ['yffnny', (actor, { ref }) => within(actor, ref, enqueueJob, upstreamCheck)],
  cancelJob: ['yffnny', (actor, { ref, jobId }) => within(actor, ref, cancelJob, jobId)],
  getJob: ['yffnny', (actor, { ref, jobId }) => within(actor, ref, getJob, jobId)],
  listJobs: ['yffnny', (actor, { ref }) => within(actor, ref, listJobs)],
  getUpstream: ['yffnny', (actor, { ref }) => within(actor, ref, getUpstream)],
  setUpstream: ['yffnny', (actor, { ref }) => within(actor, ref, setUpstream, upstream)],
  removeUpstream: ['yffnny', (actor, { ref }) => within(actor, ref, removeUpstream)],
  createDraftFromUpstream: ['iffnni', (actor, { ref }) => within(actor, ref, createDraftFromUpstream)],
  createDraftFromAddress: [
    'iffnni',
    (actor, { ref }) => within(actor, ref, createDraftFromAddress, { url: 'http://10.0.0.1/' }),
  ],
  checkUpstream: ['yffnny', (actor, { ref }) => within(actor, ref, checkUpstream)],
  fillPapers: ['yffnny', (actor, { ref }) => within(actor, ref, fillPapers, 'crossref', new Map())],
  listShareLinks: ['yyfnny', (actor, { slug }) => within(actor, { slug }, listShareLinks)],
  getShareChoices: [
    'yyfnny',
    (actor, { slug, paperId }) => within(actor, { slug }, getShareChoices, { paperId, find: '' }),
  ],
  createShareLink: ['yyfnny', (actor, { ref }) => within(actor, ref, createShareLink, share)],
  revokeShareLink: ['yyfnny', (actor, { ref, linkId }) => within(actor, ref, revokeShareLink, linkId)],
  listMembers: ['yyynny', (actor, { ref }) => within(actor, ref, listMembers)],
  inviteMember: [
    'yffnny',
    (actor, { ref }) =>
      within(actor, ref, inviteMember, { email: `new-${ref.id}@example.org`.toLowerCase(), role: 'VIEWER' }),
  ],
  newLinkForMember: ['yffnny', (actor, { ref, somebodyId }) => within(actor, ref, newLinkForMember, somebodyId)],
  changeRole: [
    'yffnny',
    (actor, { ref, somebodyId }) => within(actor, ref, changeRole, { userId: somebodyId, role: 'MEMBER' }),
  ],
  removeMember: ['yffnny', (actor, { ref, somebodyId }) => within(actor, ref, removeMember, somebodyId)],
  // What concerns the person alone, or the installation.
  createSignInLink: ['nnnnnn', (actor, { email }) => createSignInLink(actor, email)],
  getAccount: ['yyyyuy', (actor) => getAccount(actor, null)],
  renameSelf: ['yyyyuy', (actor) => renameSelf(actor, 'Emmy Noether')],
  changeOwnEmail: ['ffffuy', (actor, { ref }) => changeOwnEmail(actor, `root-${ref.id}@example.org`.toLowerCase())],
  endOwnSession: ['yyyyuy', (actor) => endOwnSession(actor, 'no such session')],
  endAllSessions: ['yyyyuy', (actor) => endAllSessions(actor)],
}

/** Functions that ask who acts and refuse nobody: what they answer is tested beside them. */
const ANSWER_EVERYBODY = [
  'listLists',
  'findRemoval',
  'roleInList',
  'makeLink',
  'countWaitingLists',
  'reopenList',
  'mayEnd',
]

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
let room: Everything
let kept: KeptTables
beforeAll(async () => {
  room = await buildEverything()
  const superuserUrl = new URL(inject('superuserUrl'))
  superuserUrl.pathname = new URL(process.env.DATABASE_URL ?? '').pathname
  kept = await keepTables(databasePool(), superuserUrl.href)
})

/** What is exported and takes an actor, or what they were let into. */
const ASKS =
  /export (?:(?:async )?function (\w+)(?:<[^(]*>)?\(\s*_?(?:actor: Actor|access: ListAccess)|const (\w+) = (?:async )?\(_?(?:actor: Actor|access: ListAccess))/g

describe('every function of the domain', () => {
  it('has a row in this table', () => {
    const lib = join(import.meta.dirname, '..')
    const files = ['access/open-list.ts', ...globSync('**/*{queries,commands}.ts', { cwd: lib })]
    const names = files.flatMap((file) =>
      [...readFileSync(join(lib, file), 'utf8').matchAll(ASKS)].map(([, name, constant]) => name ?? constant),
    )
    expect(names.length).toBeGreaterThan(90)
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
    const { cast, slug } = await buildEverything()
    await buildList()
    const slugs = async (actor: Actor) => (await listLists(actor)).map((list) => list.slug)
    for (const actor of [cast.admin, cast.member, cast.viewer]) expect(await slugs(actor)).toEqual([slug])
    for (const actor of [cast.outsider, cast.stranger]) expect(await slugs(actor)).toEqual([])
    expect((await slugs(cast.installationAdmin)).length).toBeGreaterThan(1)
  })

  it('forgets a person as soon as they are no member any more', async () => {
    const { cast, slug, ref } = await buildEverything()
    const { member } = cast
    await expect(within(member, { slug }, headerOf)).resolves.toMatchObject({ role: 'MEMBER' })
    await within(SYSTEM, ref, removeMember, member.kind === 'user' ? member.userId : '')
    await expect(within(member, { slug }, headerOf)).rejects.toMatchObject({ code: 'not_found' })
  })
})
