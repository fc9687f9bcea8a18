import { within } from '#lib/access/within.fixture.ts'
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { placeImage } from '#lib/assets/commands.ts'
import { storeFile } from '#lib/files/commands.ts'
import { removePaper, removeSection, undoRemoval } from '#lib/papers/removal-commands.ts'
import { FIRST_VIEW, type ListView } from '#lib/papers/view/view.ts'
import { buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { getSharedAsset } from './asset-queries.ts'
import { createShareLink } from './commands.ts'
import { type ShareAccess, resolveShare } from './queries.ts'
import type { ShareLinkInput } from './schema.ts'
import { getSharedHead, getSharedPaper, getSharedView } from './shared-queries.ts'

const WHOLE: ShareLinkInput = {
  scope: 'LIST',
  sectionId: null,
  paperId: null,
  includeNotes: false,
  includeComments: false,
  label: null,
  password: null,
  expiresAt: null,
}
const NOWHERE = { code: 'not_found' }
const sha = (text: string) => createHash('sha256').update(text).digest('hex')

/** Training (open) › Fine-tuning (tuned); Plans (secret); a paper of another list (foreign). */
let list: { id: string; slug: string }
let id: Record<'training' | 'tuning' | 'plans' | 'open' | 'tuned' | 'secret' | 'foreign', string>

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = 'a secret for tests'
  list = await buildList({ title: 'Reading' })
  await prisma().list.update({ where: { id: list.id }, data: { description: 'Between us' } })
  const training = await buildSection(list.id, { title: 'Training' })
  const tuning = await buildSection(list.id, { title: 'Fine-tuning', parentId: training.id, position: 0 })
  const plans = await buildSection(list.id, { title: 'Plans', position: 1 })
  const open = await buildPaper(list.id, training.id, {
    title: 'Open weights',
    year: 2021,
    venue: 'ICLR',
    note: 'A xylophone.\n\n![](./assets/open%20figure%2Epng)',
  })
  const tuned = await buildPaper(list.id, tuning.id, { title: 'Tuned weights', year: 2022, note: 'Fine.' })
  const secret = await buildPaper(list.id, plans.id, {
    title: 'Hidden weights',
    year: 2030,
    venue: 'Nowhere',
    note: 'Unpublished. ![](assets/plan.png)',
  })
  const other = await buildList()
  const foreign = await buildPaper(other.id, (await buildSection(other.id)).id)
  id = {
    training: training.id,
    tuning: tuning.id,
    plans: plans.id,
    open: open.id,
    tuned: tuned.id,
    secret: secret.id,
    foreign: foreign.id,
  }
  for (const path of ['assets/open figure.png', 'assets/plan.png', 'assets/unused.png']) {
    const stored = await storeFile(Buffer.from(path))
    await placeImage(prisma(), list.id, path, { ...stored, mime: 'image/png', width: 1, height: 1 })
  }
})

async function share(fields: Partial<ShareLinkInput> = {}): Promise<ShareAccess & { token: string }> {
  const { token } = await within(SYSTEM, { id: list.id }, createShareLink, { ...WHOLE, ...fields })
  return { ...(await resolveShare(token)), token }
}
const whole = (fields: Partial<ShareLinkInput> = {}) => share(fields)
const section = (sectionId: string, fields: Partial<ShareLinkInput> = {}) =>
  share({ scope: 'SECTION', sectionId, ...fields })
const single = (paperId: string, fields: Partial<ShareLinkInput> = {}) => share({ scope: 'PAPER', paperId, ...fields })

const titles = async (access: ShareAccess, view: Partial<ListView> = {}) =>
  (await getSharedView(access, { ...FIRST_VIEW, ...view })).page.rows.map((row) => row.title)

describe('a shared list', () => {
  it('shows every section and paper, and no notes', async () => {
    const access = await whole()
    expect((await titles(access)).toSorted()).toEqual(['Hidden weights', 'Open weights', 'Tuned weights'])
    const view = await getSharedView(access, FIRST_VIEW)
    expect(view.page.rows.some((row) => row.hasNote)).toBe(false)
    expect(await getSharedHead(access)).toMatchObject({
      list: { description: 'Between us', isIndexable: false },
      section: null,
    })
    expect(await getSharedPaper(access, id.open, '/s/x')).toMatchObject({
      paper: { title: 'Open weights' },
      note: null,
    })
    expect(JSON.stringify([view, await getSharedPaper(access, id.open, '/s/x')])).not.toContain('xylophone')
  })

  it('does not find a paper by its note unless notes are shared', async () => {
    expect(await titles(await whole(), { q: 'xylophone' })).toEqual([])
    expect(await titles(await whole({ includeNotes: true }), { q: 'xylophone' })).toEqual(['Open weights'])
    expect(await titles(await whole(), { q: 'weights', year: 2021 })).toEqual(['Open weights'])
  })

  it('shows the notes where they are included, with figures at its own address', async () => {
    const access = await whole({ includeNotes: true })
    const { note } = await getSharedPaper(access, id.open, `/s/${access.token}`)
    expect(note?.html).toContain('xylophone')
    expect(note?.html).toContain(`/s/${access.token}/assets/${sha('assets/open figure.png')}`)
  })

  it('reaches no paper of another list', async () => {
    await expect(getSharedPaper(await whole(), id.foreign, '/s/x')).rejects.toMatchObject(NOWHERE)
  })
})

describe('a shared section', () => {
  it('shows itself and what is below it, and nothing of the rest', async () => {
    const access = await section(id.training)
    const [head, view] = [await getSharedHead(access), await getSharedView(access, FIRST_VIEW)]
    expect(view.page.rows.map((row) => row.title).toSorted()).toEqual(['Open weights', 'Tuned weights'])
    expect(head.section).toMatchObject({ title: 'Training', depth: 0, total: 2 })
    expect(JSON.stringify([head, view])).not.toMatch(/Plans|Hidden|2030|Nowhere|Between us/)
  })

  it('names only the way within it: what is above stays above', async () => {
    const { paper } = await getSharedPaper(await section(id.tuning), id.tuned, '/s/x')
    expect(paper.placements).toEqual([{ sectionId: id.tuning, path: ['Fine-tuning'] }])
  })

  it('reaches no paper and no section outside of it', async () => {
    const access = await section(id.tuning, { includeNotes: true })
    for (const paperId of [id.open, id.secret, id.foreign, 'nothing']) {
      await expect(getSharedPaper(access, paperId, '/s/x')).rejects.toMatchObject(NOWHERE)
    }
    for (const outside of [id.training, id.plans]) {
      await expect(getSharedView(access, { ...FIRST_VIEW, section: outside })).rejects.toMatchObject(NOWHERE)
    }
    expect(await titles(access, { q: 'weights' })).toEqual(['Tuned weights'])
    expect(await titles(access, { q: 'xylophone' })).toEqual([])
    expect(await titles(access, { year: 2030 })).toEqual([])
  })

  it('opens nothing while the section is removed, and opens again when that is undone', async () => {
    const { token } = await section(id.tuning)
    const { removalId } = await within(SYSTEM, { id: list.id }, removeSection, id.training)
    const access = await resolveShare(token)
    await expect(getSharedView(access, FIRST_VIEW)).rejects.toMatchObject(NOWHERE)
    await expect(getSharedPaper(access, id.tuned, '/s/x')).rejects.toMatchObject(NOWHERE)
    await within(SYSTEM, { id: list.id }, undoRemoval, removalId)
    expect(await titles(await resolveShare(token))).toEqual(['Tuned weights'])
  })
})

describe('a shared paper', () => {
  it('shows that paper, not the list around it', async () => {
    const access = await single(id.tuned, { includeNotes: true })
    const head = await getSharedHead(access)
    const shown = await getSharedPaper(access, id.tuned, '/s/x')
    expect(shown.paper.placements).toEqual([])
    expect(shown.note?.html).toContain('Fine.')
    expect(JSON.stringify([head, shown])).not.toMatch(/Training|Between us/)
    await expect(getSharedPaper(access, id.open, '/s/x')).rejects.toMatchObject(NOWHERE)
    await expect(getSharedView(access, FIRST_VIEW)).rejects.toMatchObject(NOWHERE)
  })

  it('is gone when the paper is removed', async () => {
    const { token } = await single(id.secret)
    const { removalId } = await within(SYSTEM, { id: list.id }, removePaper, id.secret)
    await expect(getSharedPaper(await resolveShare(token), id.secret, '/s/x')).rejects.toMatchObject(NOWHERE)
    await within(SYSTEM, { id: list.id }, undoRemoval, removalId)
  })
})

describe('a figure of a shared note', () => {
  const figure = 'assets/open figure.png'

  it('is there where a shared note shows it', async () => {
    for (const access of [
      await whole({ includeNotes: true }),
      await section(id.training, { includeNotes: true }),
      await single(id.open, { includeNotes: true }),
    ]) {
      await expect(getSharedAsset(access, sha(figure))).resolves.toMatchObject({ mime: 'image/png' })
    }
  })

  it('is not there without notes, outside of the share, or where no note shows it', async () => {
    await expect(getSharedAsset(await whole(), sha(figure))).rejects.toMatchObject(NOWHERE)
    for (const access of [
      await section(id.tuning, { includeNotes: true }),
      await single(id.tuned, { includeNotes: true }),
    ]) {
      await expect(getSharedAsset(access, sha(figure))).rejects.toMatchObject(NOWHERE)
    }
    const training = await section(id.training, { includeNotes: true })
    for (const path of ['assets/plan.png', 'assets/unused.png']) {
      await expect(getSharedAsset(training, sha(path))).rejects.toMatchObject(NOWHERE)
    }
  })
})

describe('a shared page with a password', () => {
  it('gives nothing away before it was given', async () => {
    const access = await whole({ includeNotes: true, password: 'open sesame' })
    expect(access.needsPassword).toBe(true)
    await expect(getSharedHead(access)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(getSharedView(access, FIRST_VIEW)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(getSharedPaper(access, id.open, '/s/x')).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(getSharedAsset(access, sha('assets/open figure.png'))).rejects.toMatchObject(NOWHERE)
  })
})
