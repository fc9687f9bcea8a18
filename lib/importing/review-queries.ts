import type { Actor } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { type ListRef, requireList } from '#lib/lists/require-list.ts'
import { prisma } from '#prisma/client.ts'
import { readSource } from './read-source.ts'
import { lineStarts } from './span.ts'

export type DraftView = { id: string; origin: string; createdAt: Date; createdByName: string | null }

const MAX_SHOWN = 50

/** Imports that were looked at and neither applied nor thrown away, newest first. @throws AppError not_found, forbidden. */
export async function listDrafts(actor: Actor, ref: ListRef): Promise<DraftView[]> {
  const list = await requireList(actor, ref, 'list.import')
  const drafts = await prisma().importDraft.findMany({
    where: { listId: list.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAX_SHOWN,
    select: { id: true, origin: true, createdAt: true, createdBy: { select: { name: true, email: true } } },
  })
  return drafts.map(({ createdBy, ...draft }) => ({
    ...draft,
    createdByName: createdBy && (createdBy.name ?? createdBy.email),
  }))
}

/** The lines of a draft's file, without their ends: line 1 first. @throws AppError not_found, forbidden. */
export async function getDraftLines(actor: Actor, ref: ListRef, draftId: string): Promise<string[]> {
  const list = await requireList(actor, ref, 'list.import')
  const draft = await prisma().importDraft.findFirst({
    where: { id: draftId, listId: list.id },
    select: { bytes: true },
  })
  if (!draft) throw notFound('import')
  return linesOf(draft.bytes)
}

function linesOf(bytes: Uint8Array): string[] {
  const { text } = readSource(bytes)
  const starts = lineStarts(text)
  return starts.map((start, at) => text.slice(start, starts[at + 1] ?? text.length).replace(/^\uFEFF|[\r\n]+$/g, ''))
}
