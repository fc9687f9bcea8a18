import { within } from '#lib/access/within.fixture.ts'
import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { citedKeys } from '#lib/markdown/extensions/citations.ts'
import { buildCast, buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { listCitingNotes, searchCitable, unsafeCitedPapers } from './citation-queries.ts'
import { unsafeDeriveTexts } from './derive-commands.ts'
import { getRenderedNote } from './render-queries.ts'

async function library() {
  const list = await buildList()
  const section = await buildSection(list.id)
  const cited = await buildPaper(list.id, section.id, { title: 'Finetuned models are zero-shot learners' })
  await prisma().identifier.create({
    data: { listId: list.id, paperId: cited.id, scheme: 'arxiv', value: '2109.01652' },
  })
  const citing = await buildPaper(list.id, section.id, {
    title: 'A later paper',
    note: `Builds on [@arxiv:2109.01652] and [@paper:${cited.id}], not on [@arxiv:0000.00000].`,
  })
  return { list, ref: { id: list.id }, cited, citing }
}

it('a note shows the papers that it cites as links, and they list the note', async () => {
  const { list, ref, cited, citing } = await library()
  const note = await within(SYSTEM, ref, getRenderedNote, citing.id)
  expect(note?.html.match(new RegExp(`href="/l/${list.slug}/p/${cited.id}"`, 'g'))).toHaveLength(2)
  expect(note?.html).toContain('[@arxiv:0000.00000]')
  expect(await within(SYSTEM, ref, listCitingNotes, cited.id)).toEqual([{ paperId: citing.id, title: 'A later paper' }])
  await prisma().note.update({ where: { paperId: citing.id }, data: { text: 'no more' } })
  expect(await within(SYSTEM, ref, listCitingNotes, cited.id)).toEqual([])
})

it('a search offers papers by the identifier that others know too', async () => {
  const { ref } = await library()
  const found = await within(SYSTEM, ref, searchCitable, 'zero-shot')
  expect(found[0]).toMatchObject({ key: 'arxiv:2109.01652', title: 'Finetuned models are zero-shot learners' })
})

it('what looks like a citation and is too long for one keeps no note from being written down', async () => {
  const { list, ref, citing } = await library()
  const long = randomBytes(4_000).toString('hex')
  for (const scheme of ['doi', long]) {
    const text = `See [@${scheme}:${long}] and [@arxiv:2109.01652].`
    const { version } = await prisma().note.findUniqueOrThrow({ where: { paperId: citing.id } })
    const typed = { paperId: citing.id, text, version, userId: null, keepBefore: false }
    expect(await unsafeDeriveTexts(list.id, [typed])).toEqual([{ paperId: citing.id, outcome: version + 1 }])
    expect((await within(SYSTEM, ref, getRenderedNote, citing.id))?.html).toContain(long)
    expect(citedKeys(text)).toEqual(['arxiv:2109.01652'])
  }
})

it('citations never lead into another list, and strangers learn nothing', async () => {
  const { list, cited } = await library()
  const other = await buildList()
  expect(await unsafeCitedPapers(other.id, ['arxiv:2109.01652', `paper:${cited.id}`])).toEqual(new Map())
  const cast = await buildCast(list.id)
  await expect(within(cast.outsider, { id: list.id }, searchCitable, 'x')).rejects.toMatchObject({ code: 'not_found' })
  await expect(within(cast.outsider, { id: list.id }, listCitingNotes, cited.id)).rejects.toMatchObject({
    code: 'not_found',
  })
})
