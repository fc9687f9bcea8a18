import { z } from 'zod'
import type { Actor } from '#lib/access.ts'
import { type ListRef, requireList } from '#lib/lists/require-list.ts'
import { IDENTIFIER_SCHEMES, LINK_KINDS, authorSchema } from '#lib/papers/schema.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { correctionSchema } from './decisions.ts'
import { documentOf } from './document-cache.ts'
import { readImported } from './imported-json.ts'
import type { PresentList, PresentPaper, PresentSection } from './present.ts'
import type { Remembered } from './plan-decisions.ts'
import { readSource } from './read-source.ts'

export type LastSource = { seq: number; sha256: string; origin: string; importedAt: Date }

const authorsSchema = z.array(authorSchema).catch([])
const linkKind = z.enum(LINK_KINDS).catch('other')
const scheme = z.enum(IDENTIFIER_SCHEMES)

/** What the import page says of the text last imported; null before the first import. @throws AppError not_found, forbidden. */
export async function findLastSource(actor: Actor, ref: ListRef): Promise<LastSource | null> {
  const list = await requireList(actor, ref, 'list.import')
  return prisma().sourceRevision.findFirst({
    where: { listId: list.id, undoneAt: null },
    orderBy: { seq: 'desc' },
    select: { seq: true, sha256: true, origin: true, importedAt: true },
  })
}

/** The text that the next merge starts from. */
export type BaseSource = { id: string; sha256: string; bytes: Uint8Array; remembered: Remembered }

const rememberedSchema = z.object({ remembered: z.record(z.string(), correctionSchema) })

/**
 * The text last imported and not undone, with its bytes, and the number of the last import of all.
 * Unsafe: asks no actor; for an import that has checked the list.
 */
export async function unsafeLastSource(listId: string, db: Db): Promise<{ lastSeq: number; base: BaseSource | null }> {
  const newest = await db.sourceRevision.findFirst({
    where: { listId },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  })
  const base = await db.sourceRevision.findFirst({
    where: { listId, undoneAt: null },
    orderBy: { seq: 'desc' },
    select: { id: true, sha256: true, bytes: true, report: true },
  })
  if (!base) return { lastSeq: newest?.seq ?? 0, base: null }
  const { report, ...rest } = base
  const known = rememberedSchema.safeParse(report)
  return {
    lastSeq: newest?.seq ?? 0,
    base: { ...rest, remembered: known.success ? known.data.remembered : {} },
  }
}

/** Unsafe: names the lists of the installation to the person at the server's own terminal. */
export async function unsafeImportChoices(): Promise<{ slug: string; title: string; origin: string | null }[]> {
  const lists = await prisma().list.findMany({
    orderBy: { slug: 'asc' },
    select: {
      slug: true,
      title: true,
      revisions: { where: { undoneAt: null }, orderBy: { seq: 'desc' }, take: 1, select: { origin: true } },
    },
  })
  return lists.map(({ slug, title, revisions }) => ({ slug, title, origin: revisions[0]?.origin ?? null }))
}

/** The list as it stands, removed rows included. Unsafe: asks no actor; for an import that has checked the list. */
export async function unsafePresentList(listId: string, base: BaseSource | null, db: Db): Promise<PresentList> {
  return { sections: await presentSections(listId, base, db), papers: await presentPapers(listId, db) }
}

async function presentSections(listId: string, base: BaseSource | null, db: Db): Promise<PresentSection[]> {
  const rows = await db.section.findMany({
    where: { listId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      parentId: true,
      title: true,
      position: true,
      removalId: true,
      headingStart: true,
      headingEnd: true,
    },
  })
  const inText = base && rows.length > 0 ? documentOf(readSource(base.bytes)).sections : []
  const byHeading = new Map(inText.flatMap((section) => (section.span ? [[section.span.start, section]] : [])))
  const untitled = inText.find((section) => section.span === null)
  const untitledRow = rows.find(
    (row) => row.headingStart === null && row.parentId === null && row.title === untitled?.title,
  )
  return rows.map((row) => {
    const section = row.headingStart !== null ? byHeading.get(row.headingStart) : row === untitledRow ? untitled : null
    const around = section?.parent == null ? null : inText[section.parent]
    return {
      ...row,
      baseKey: section?.key ?? null,
      baseTitle: section?.title ?? null,
      baseParentKey: around?.key ?? null,
    }
  })
}

async function presentPapers(listId: string, db: Db): Promise<PresentPaper[]> {
  const ofList = { paper: { listId } }
  const papers = await db.paper.findMany({
    where: { listId },
    select: { id: true, title: true, authors: true, authorsTruncated: true, venue: true, year: true, version: true },
  })
  const links = Map.groupBy(
    await db.link.findMany({
      where: ofList,
      orderBy: { position: 'asc' },
      select: { paperId: true, kind: true, url: true, label: true },
    }),
    (link) => link.paperId,
  )
  const identifiers = Map.groupBy(
    await db.identifier.findMany({ where: { listId }, select: { paperId: true, scheme: true, value: true } }),
    (identifier) => identifier.paperId,
  )
  const placements = Map.groupBy(
    await db.placement.findMany({
      where: { listId },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
      select: {
        id: true,
        paperId: true,
        sectionId: true,
        position: true,
        removalId: true,
        spanStart: true,
        spanEnd: true,
        noteStart: true,
        noteEnd: true,
        imported: true,
      },
    }),
    (placement) => placement.paperId,
  )
  const notes = await db.note.findMany({
    where: ofList,
    select: { id: true, paperId: true, text: true, importedText: true, version: true },
  })
  const noteOf = new Map(notes.map(({ paperId, ...note }) => [paperId, note]))
  return papers.map((paper) => ({
    ...paper,
    authors: authorsSchema.parse(paper.authors),
    links: (links.get(paper.id) ?? []).map(({ kind, url, label }) => ({ kind: linkKind.parse(kind), url, label })),
    identifiers: (identifiers.get(paper.id) ?? []).flatMap(({ scheme: name, value }) => {
      const known = scheme.safeParse(name)
      return known.success ? [{ scheme: known.data, value }] : []
    }),
    note: noteOf.get(paper.id) ?? null,
    placements: (placements.get(paper.id) ?? []).map(({ paperId: _, imported, ...placement }) => ({
      ...placement,
      imported: readImported(imported),
    })),
  }))
}
