import { openList } from '#lib/access/open-list.ts'
import { SYSTEM } from '#lib/access/roles.ts'
import * as Y from 'yjs'
import { anchorAt } from '#lib/discussion/anchors.ts'
import { startThread } from '#lib/discussion/commands.ts'
import { createExperiment, saveExperimentVersion } from '#lib/experiments/authored/commands.ts'
import { ONE_EXPERIMENT, oneRun } from '#lib/experiments/experiments.fixture.ts'
import { readCatalogue } from '#lib/experiments/catalogue.ts'
import { getExperiment } from '#lib/experiments/queries.ts'
import { saveRun } from '#lib/experiments/runs/run-commands.ts'
import { placePaper } from '#lib/papers/placement-commands.ts'
import { removePaper } from '#lib/papers/removal-commands.ts'
import { createDraft } from '#lib/readme/apply/draft-commands.ts'
import { unsafeLoadDocument } from '#lib/notes/document-queries.ts'
import { applyUpdates } from '#lib/notes/note-doc.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { createShareLink } from '#lib/sharing/commands.ts'
import { shareLinkSchema } from '#lib/sharing/schema.ts'
import { prisma } from '#prisma/client.ts'
import { buildMember, buildSession, buildUser } from '#prisma/seed/builders.ts'

export const ROLES = ['stranger', 'outsider', 'viewer', 'member', 'admin', 'installation admin'] as const
export type Role = (typeof ROLES)[number]

const EXPERIMENTS = 6
const THREADS = 12

/**
 * The seed list with a paper that has much of everything: a note with images, citations and experiments in it,
 * six experiments of members with runs, twelve threads, three placements.
 */
export async function buildWorld() {
  const list = await prisma().list.findFirstOrThrow({ select: { id: true, slug: true } })
  const access = await openList(SYSTEM, { id: list.id })
  const onDisk = readCatalogue().find(({ description }) => description.paper.arxiv !== undefined)
  const papers = await prisma().paper.findMany({
    where: { listId: list.id, placements: { some: {} } },
    select: { id: true, note: { select: { text: true, version: true } }, identifiers: true },
    orderBy: { createdAt: 'asc' },
  })
  const isAbout = (paper: (typeof papers)[number]) =>
    paper.identifiers.some(({ value }) => value === onDisk?.description.paper.arxiv)
  const paper = papers.find(isAbout) ?? papers[0]
  const [gone] = papers.filter(({ id }) => id !== paper?.id).slice(-1)
  if (!paper || !gone) throw new Error('The seed list has no papers.')

  const slugs: string[] = []
  for (let at = 0; at < EXPERIMENTS; at++) {
    const { slug } = await createExperiment(access, { ...ONE_EXPERIMENT, paperId: paper.id })
    const { code } = await getExperiment(access, slug)
    await saveRun(access, slug, { result: oneRun(code.codeVersion), remark: null })
    slugs.push(slug)
  }
  const [first = ''] = slugs
  await saveExperimentVersion(access, first, {
    ...ONE_EXPERIMENT,
    source: `${ONE_EXPERIMENT.source}// again\n`,
    baseVersion: 1,
  })
  const cited = papers.flatMap(({ identifiers }) => identifiers.slice(0, 1)).slice(0, 8)
  const text = [
    paper.note?.text ?? 'A note.',
    ...cited.map(({ scheme, value }) => `As [@${scheme}:${value}] says.`),
    ...slugs.slice(0, 3).map((slug) => `::experiment{${slug}}`),
  ].join('\n\n')
  await saveNote(access, paper.id, { text, baseVersion: paper.note?.version ?? 0 })
  const stored = await unsafeLoadDocument(paper.id)
  const doc = new Y.Doc()
  applyUpdates(doc, stored?.updates ?? [])
  // Where a passage stands now, only the note's document tells.
  const about = { anchor: anchorAt(doc, 0, 20), quote: text.slice(0, 20) }
  for (let at = 0; at < THREADS; at++) await startThread(access, paper.id, { text: `Is it so? $x_{${at}}$`, ...about })
  const sections = await prisma().section.findMany({ where: { listId: list.id }, select: { id: true }, take: 3 })
  for (const section of sections) await placePaper(access, paper.id, section.id).catch(() => undefined)
  await removePaper(access, gone.id)
  const draft = await createDraft(access, {
    bytes: new TextEncoder().encode(
      '# Papers\n\nNoether, E. [**Invariants**](https://arxiv.org/abs/1901.00001) (2019)\n',
    ),
    origin: 'pasted',
    assets: new Map(),
  })
  const share = await createShareLink(
    access,
    shareLinkSchema.parse({ scope: 'LIST', includeNotes: true, includeComments: true }),
  )
  const revision = await prisma().sourceRevision.findFirstOrThrow({ where: { listId: list.id }, select: { id: true } })
  const runs = await prisma().run.findMany({ where: { listId: list.id }, select: { id: true }, take: 2 })

  const sessionOf = async (userId: string) => (await buildSession(userId)).sessionToken
  const memberOf = async (role: 'VIEWER' | 'MEMBER' | 'ADMIN') => sessionOf((await buildMember(list.id, role)).user.id)
  const sessions: Record<Role, string | null> = {
    stranger: null,
    outsider: await sessionOf((await buildUser()).id),
    viewer: await memberOf('VIEWER'),
    member: await memberOf('MEMBER'),
    admin: await memberOf('ADMIN'),
    'installation admin': await sessionOf((await buildUser({ isInstallationAdmin: true })).id),
  }
  const l = `/l/${list.slug}`
  const p = `${l}/p/${paper.id}`
  const x = `${l}/experiments/${first}`
  const s = `/s/${share.token}`
  const disk = onDisk?.slug ?? ''
  const pages: Record<string, string> = {
    'sign in': '/sign-in',
    lists: '/',
    'new list': '/new',
    account: '/account',
    list: l,
    'list, filtered': `${l}?year=2021`,
    'list, searched': `${l}?q=attention`,
    'list, sorted': `${l}?sort=year`,
    paper: p,
    'paper, edit': `${p}/edit`,
    note: `${p}/note`,
    history: `${p}/history`,
    'history, compared': `${p}/history?v=2&from=1`,
    'history, authors': `${p}/history?view=authors`,
    'discussion, JSON': `${p}/discussion`,
    experiments: `${l}/experiments`,
    'experiment of a member': x,
    'experiment on disk': `${l}/experiments/${disk}`,
    'experiment, edit': `${x}/edit`,
    'experiment, versions': `${x}/versions`,
    'experiment, compare': `${x}/compare?run=${runs.map(({ id }) => id).join('&run=')}`,
    'experiment, new': `${l}/experiments/new?paper=${paper.id}`,
    members: `${l}/members`,
    sharing: `${l}/sharing`,
    settings: `${l}/settings`,
    sections: `${l}/sections`,
    removed: `${l}/removed`,
    'add paper': `${l}/add`,
    import: `${l}/import`,
    'import, preview': `${l}/import/${draft.id}`,
    'import, done': `${l}/import/done/${revision.id}`,
    gallery: '/experiments',
    'gallery, one': `/experiments/${disk}`,
    'public list': s,
    'public list, searched': `${s}?q=attention`,
    'public paper': `${s}/p/${paper.id}`,
    'public experiment': `${s}/p/${paper.id}/experiments/${first}`,
  }
  return { listId: list.id, sessions, pages }
}
