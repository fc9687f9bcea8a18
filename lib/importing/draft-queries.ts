import { z } from 'zod'
import type { Actor } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { type ListRef, requireList } from '#lib/lists/require-list.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { type Decisions, type DraftPreview, NO_DECISIONS, choiceSchema, correctionSchema } from './decisions.ts'
import { type Incoming, unsafePrepareImport } from './prepare-queries.ts'
import { readImportable } from './preview-new.ts'

/** The decisions as they lie in the database; what does not parse counts as not decided. */
const keptSchema = z.object({
  entries: z.record(z.string(), correctionSchema),
  choices: z.record(z.string(), choiceSchema),
  remove: z.array(z.string()),
})

export function readDecisions(json: unknown): Decisions {
  const parsed = keptSchema.safeParse(json)
  return parsed.success ? parsed.data : NO_DECISIONS
}

export type StoredDraft = { incoming: Incoming; createdAt: Date }

/** A draft's text, images and decisions. Unsafe: asks no actor; for what has checked the list. @throws AppError not_found. */
export async function unsafeReadDraft(listId: string, draftId: string, db: Db = prisma()): Promise<StoredDraft> {
  const draft = await db.importDraft.findFirst({
    where: { id: draftId, listId },
    select: {
      bytes: true,
      origin: true,
      etag: true,
      decisions: true,
      createdAt: true,
      assets: { select: { path: true, bytes: true } },
    },
  })
  if (!draft) throw notFound('draft')
  const { bytes, origin, etag, createdAt } = draft
  const assets = new Map(draft.assets.map((asset) => [asset.path, asset.bytes]))
  return {
    incoming: {
      ...(await readImportable(bytes)),
      input: { bytes, origin, etag, assets },
      decisions: readDecisions(draft.decisions),
    },
    createdAt,
  }
}

/**
 * What importing a draft with the decisions made so far would do to the list as it stands now.
 * @throws AppError not_found (the list; the draft was applied or thrown away), forbidden.
 */
export async function getDraftPreview(actor: Actor, ref: ListRef, draftId: string): Promise<DraftPreview> {
  const list = await requireList(actor, ref, 'list.import')
  const { incoming, createdAt } = await unsafeReadDraft(list.id, draftId)
  const { report } = await unsafePrepareImport(prisma(), list, incoming, { dryRun: true })
  return {
    ...report,
    draft: { id: draftId, createdAt: createdAt.toISOString(), decisions: incoming.decisions },
  }
}

/** The import that a draft became, null where it did not. Unsafe: asks no actor; for the job that applied it. */
export async function unsafeFindAppliedDraft(listId: string, draftId: string): Promise<{ id: string } | null> {
  return prisma().sourceRevision.findFirst({
    where: { listId, report: { path: ['draftId'], equals: draftId } },
    select: { id: true },
  })
}
