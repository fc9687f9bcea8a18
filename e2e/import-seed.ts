import { openList } from '#lib/access/open-list.ts'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { SYSTEM } from '#lib/access/roles.ts'
import { importReadme } from '#lib/readme/apply/commands.ts'
import { createDraft } from '#lib/readme/apply/draft-commands.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { prisma } from '#prisma/client.ts'
import { buildList } from '#prisma/seed/builders.ts'

export const FOUR_STYLES = resolve(import.meta.dirname, 'fixtures/four-styles.md')

const input = (text: string, origin: string) => ({
  bytes: new TextEncoder().encode(text),
  origin,
  assets: new Map<string, Uint8Array>(),
})

/** The list of four styles a version later: a venue, a note and a title are others, one paper is gone, one new. */
export const newerVersion = (text: string) =>
  text
    .replace('*NAACL 2019*', '*ACL 2018*')
    .replace('A rank-one update does it.', 'A rank-one update does it, block by block.')
    .replace('Scaling Laws for Neural Language Models', 'Scaling laws for neural language models, revised')
    .replace(/^.*High-Resolution Image Synthesis.*\n/m, '')
    .replace(
      '- some slides',
      '- [GPT-3: Language Models are Few-Shot Learners](https://arxiv.org/abs/2005.14165) - Tom Brown, Benjamin Mann. *NeurIPS 2020*.\n- some slides',
    )

/** A list with an import behind it that the group has edited since, and a draft that disagrees. */
export async function draftInConflict(): Promise<{ slug: string; draft: string; revision: string }> {
  const list = await buildList({ title: 'Both sides' })
  const ref = { id: list.id }
  const text = await readFile(FOUR_STYLES, 'utf8')
  const { revisionId } = await importReadme(await openList(SYSTEM, ref), input(text, 'four-styles.md'))
  const find = (title: string) =>
    prisma().paper.findFirstOrThrow({
      where: { listId: list.id, title: { startsWith: title } },
      select: { id: true, note: { select: { text: true, version: true } } },
    })
  const bert = await find('BERT')
  await prisma().paper.update({ where: { id: bert.id }, data: { venue: 'NAACL-HLT' } })
  const { id, note } = await find('Learning without training')
  const edited = (note?.text ?? '').replace('A rank-one update does it.', 'We doubt that a rank-one update does it.')
  await saveNote(await openList(SYSTEM, ref), id, { text: edited, baseVersion: note?.version ?? 0 })
  const { id: draft } = await createDraft(await openList(SYSTEM, ref), input(newerVersion(text), 'newer.md'))
  return { slug: list.slug, draft, revision: revisionId ?? '' }
}
