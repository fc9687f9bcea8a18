import { within } from '#lib/access/within.fixture.ts'
import { describe, expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { buildList } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { importReadme } from './commands.ts'
import { applyDraft, createDraft } from './draft-commands.ts'
import { getDraftPreview } from './draft-queries.ts'
import { importApplyHandler } from './apply-job.ts'
import type { ImportProgress } from '#lib/readme/report.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const file = (text: string, assets = new Map<string, Uint8Array>()) => ({
  bytes: encode(text),
  origin: 'README.md',
  assets,
})

type Ref = { id: string }
const made = async (): Promise<Ref> => ({ id: (await buildList()).id })
const bring = (ref: Ref, text: string) => within(SYSTEM, ref, importReadme, file(text))
const draft = async (ref: Ref, text: string) => (await within(SYSTEM, ref, createDraft, file(text))).id
const paper = (ref: Ref, title: string) =>
  prisma().paper.findFirstOrThrow({
    where: { listId: ref.id, title: { contains: title } },
    include: { note: true, links: true, identifiers: true, placements: { include: { section: true } } },
  })
const ENTRY = 'Wei, J. [**Finetuned language models are learners**](https://arxiv.org/abs/2109.01652) ICLR (2022)'
const OTHER = 'Noether, E. [**Invariante Variationsprobleme**](https://arxiv.org/abs/physics/0503066) arXiv (2005)'
const LIST = `# Papers\n\n## One\n\n${ENTRY}\n\n## Two\n\n${OTHER}\n`

describe('a long import', () => {
  const MANY = `# Many\n\n## Papers\n\n${Array.from({ length: 2500 }, (_, at) => `- [**A paper about number ${at} and the like**](https://arxiv.org/abs/2401.${String(at).padStart(5, '0')}) arXiv (2024)`).join('\n')}\n`

  it('says how far it is', async () => {
    const said: ImportProgress[] = []
    const ref = await made()
    await within(SYSTEM, ref, applyDraft, await draft(ref, MANY), { report: (progress) => void said.push(progress) })
    expect(said.slice(0, 2)).toEqual([
      { step: 'parsed', done: 2500, total: 2500 },
      { step: 'matched', done: 2500, total: 2500 },
    ])
    expect(new Set(said.slice(2).map(({ step }) => step))).toEqual(new Set(['written']))
    const last = said.at(-1)
    expect(last?.done).toBe(last?.total)
    expect(said.slice(2).map(({ done }) => done)).toEqual(
      said
        .slice(2)
        .map(({ done }) => done)
        .toSorted((a, b) => a - b),
    )
  })

  it.each(['parsed', 'matched', 'written'])(
    'cancelled when it is %s leaves nothing behind, and the draft',
    async (step) => {
      const ref = await made()
      const id = await draft(ref, MANY)
      const controller = new AbortController()
      const report = (progress: ImportProgress) => {
        if (progress.step === step && (step !== 'written' || progress.done > 2000)) controller.abort()
      }
      await expect(within(SYSTEM, ref, applyDraft, id, { report, signal: controller.signal })).rejects.toMatchObject({
        name: 'AbortError',
      })
      const where = { listId: ref.id }
      expect([
        await prisma().paper.count({ where }),
        await prisma().section.count({ where }),
        await prisma().sourceRevision.count({ where }),
        await prisma().auditEvent.count({ where }),
      ]).toEqual([0, 0, 0, 0])
      expect(await within(SYSTEM, ref, getDraftPreview, id)).toMatchObject({
        counts: { added: 2500 },
        list: { revision: 0 },
      })
    },
  )
})

describe('somebody who writes while an import runs', () => {
  const NOTES = LIST.replaceAll(
    / (ICLR|arXiv) \((\d+)\)\n/g,
    ' $1 ($2)\n\n<details><summary>Notes</summary>\n\nfirst\n\nlast\n</details>\n',
  )

  it('just before it is written is merged, not written over', async () => {
    const ref = await made()
    await bring(ref, NOTES)
    const { id } = await paper(ref, 'Finetuned')
    let isSaved = false
    const report = async ({ step }: ImportProgress) => {
      if (step !== 'matched' || isSaved) return
      isSaved = true
      await within(SYSTEM, ref, saveNote, id, { text: 'first\n\nlast, ours', baseVersion: 1 })
      await prisma().paper.update({ where: { id }, data: { venue: 'Ours', version: { increment: 1 } } })
    }
    const newer = NOTES.replace('first', 'first, theirs').replace('ICLR', 'NeurIPS')
    const { counts } = await within(SYSTEM, ref, applyDraft, await draft(ref, newer), { report })
    expect(counts).toMatchObject({ conflicts: 1 })
    const after = await paper(ref, 'Finetuned')
    expect(after).toMatchObject({ venue: 'Ours', note: { text: 'first, theirs\n\nlast, ours' } })
  })

  it('while it is written waits, and neither loses anything', async () => {
    const ref = await made()
    await bring(ref, NOTES)
    const { id } = await paper(ref, 'Invariante')
    let saving: Promise<unknown> | null = null
    const report = ({ step }: ImportProgress) => {
      if (step === 'written') saving ??= within(SYSTEM, ref, saveNote, id, { text: 'ours', baseVersion: 1 })
    }
    await within(SYSTEM, ref, applyDraft, await draft(ref, NOTES.replace('ICLR', 'NeurIPS')), { report })
    await saving
    expect((await paper(ref, 'Invariante')).note?.text).toBe('ours')
    expect(await paper(ref, 'Finetuned')).toMatchObject({ venue: 'NeurIPS' })
  })
})

describe('the job that applies a draft', () => {
  const context = (ref: Ref, draftId: string, attempt: number) => ({
    job: { id: 'job', kind: 'import.apply' as const, listId: ref.id, attempt },
    actor: SYSTEM,
    input: { draftId },
    cursor: null,
    report: () => undefined,
    saveCursor: async () => undefined,
    signal: new AbortController().signal,
  })

  it('names the import, also where it was cut off before it could say so', async () => {
    const ref = await made()
    const id = await draft(ref, LIST)
    const result = await importApplyHandler(context(ref, id, 1))
    expect(result).toMatchObject({ hasChanges: true, counts: { added: 2 } })
    const { revisionId } = result as { revisionId: string }
    expect(await importApplyHandler(context(ref, id, 2))).toMatchObject({ revisionId })
    await expect(importApplyHandler(context(ref, id, 1))).rejects.toMatchObject({ code: 'not_found' })
  })
})
