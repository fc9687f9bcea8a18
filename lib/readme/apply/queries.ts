import type { ListAccess } from '#lib/access/list-access.ts'
import { z } from 'zod'
import { type Db, prisma } from '#prisma/client.ts'
import { correctionSchema } from '#lib/readme/plan/decisions.ts'
import type { Remembered } from '#lib/readme/plan/plan-decisions.ts'
import type { ImportView } from '#lib/readme/report.ts'

export type LastSource = { seq: number; sha256: string; origin: string; importedAt: Date }

/** What the import page says of the text last imported; null before the first import. @throws AppError not_found, forbidden. */
export async function findLastSource(access: ListAccess): Promise<LastSource | null> {
  const list = access.require('list.import')
  return prisma().sourceRevision.findFirst({
    where: { listId: list.id, undoneAt: null },
    orderBy: { seq: 'desc' },
    select: { seq: true, sha256: true, origin: true, importedAt: true },
  })
}

type ImportRow = Omit<ImportView, 'whyNotUndo'> & { canUndo: boolean }

const MAX_IMPORTS = 100

function whyNot(row: ImportRow, latest: ImportRow | undefined): string | null {
  if (row.undoneAt !== null) return 'It is undone already.'
  if (row !== latest) return 'A later import builds on it: undo that one first.'
  return row.canUndo ? null : 'It was imported before imports could be undone.'
}

/** The list's imports, newest first, and whether each can be undone now. @throws AppError not_found, forbidden. */
export async function listImports(access: ListAccess): Promise<ImportView[]> {
  const list = access.require('list.import')
  // Not what undoes them: it names every paper.
  const rows = await prisma().$queryRaw<ImportRow[]>`
    select r."id", r."seq", r."origin", r."importedAt", r."undoneAt", r."report" -> 'counts' as "counts",
      r."undo" is not null as "canUndo", coalesce(u."name", u."email") as "importedByName"
    from "SourceRevision" r left join "User" u on u."id" = r."importedById"
    where r."listId" = ${list.id} order by r."seq" desc limit ${MAX_IMPORTS}`
  const latest = rows.find((row) => row.undoneAt === null)
  return rows.map((row) => {
    const { canUndo: _, ...view } = row
    return { ...view, whyNotUndo: whyNot(row, latest) }
  })
}

/** The text that the next merge starts from. */
export type BaseSource = { id: string; sha256: string; remembered: Remembered }

const rememberedSchema = z.record(z.string(), correctionSchema)

/**
 * The text last imported and not undone, and the number of the last import of all.
 * Unsafe: asks no actor; for an import that has checked the list.
 */
export async function unsafeLastSource(listId: string, db: Db): Promise<{ lastSeq: number; base: BaseSource | null }> {
  // Of the report only what is needed: it names every paper of the file.
  const [row] = await db.$queryRaw<[{ lastSeq: number; id: string | null; sha256: string; remembered: unknown }]>`
    select (select coalesce(max("seq"), 0) from "SourceRevision" where "listId" = ${listId}) as "lastSeq", b.*
    from (select 1) as one left join lateral (
      select "id", "sha256", "report" -> 'remembered' as "remembered" from "SourceRevision"
      where "listId" = ${listId} and "undoneAt" is null order by "seq" desc limit 1
    ) b on true`
  const { lastSeq, id, sha256, remembered } = row
  const known = rememberedSchema.safeParse(remembered)
  return { lastSeq, base: id === null ? null : { id, sha256, remembered: known.success ? known.data : {} } }
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
