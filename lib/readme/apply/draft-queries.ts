import type { ListAccess } from '#lib/access/list-access.ts'
import { z } from 'zod'
import { notFound } from '#lib/errors.ts'
import { unsafeReadFile } from '#lib/files/queries.ts'
import { type Db, prisma } from '#prisma/client.ts'
import {
  type Decisions,
  type DraftPreview,
  NO_DECISIONS,
  choiceSchema,
  correctionSchema,
} from '#lib/readme/plan/decisions.ts'
import { type Incoming, unsafePrepareImport, unsafePreviewImport } from './prepare/prepare-queries.ts'
import type { AskedPage, PreviewPage } from '#lib/readme/report/preview-page.ts'
import { readImportable } from './prepare/preview-new.ts'

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
      sha256: true,
      origin: true,
      etag: true,
      decisions: true,
      createdAt: true,
      assets: { select: { path: true, sha256: true } },
    },
  })
  if (!draft) throw notFound('draft')
  const { origin, etag, createdAt } = draft
  const images = new Map(
    draft.assets.map(({ path, sha256 }) => [path, { sha256, read: () => unsafeReadFile(sha256) }] as const),
  )
  return {
    incoming: {
      ...(await readImportable(await unsafeReadFile(draft.sha256))),
      origin,
      etag,
      images,
      decisions: readDecisions(draft.decisions),
    },
    createdAt,
  }
}

/**
 * What importing a draft with the decisions made so far would do to the list as it stands now.
 * @throws AppError not_found (the list; the draft was applied or thrown away), forbidden.
 */
export async function getDraftPreview(access: ListAccess, draftId: string): Promise<DraftPreview> {
  const list = access.require('list.import')
  const { incoming, createdAt } = await unsafeReadDraft(list.id, draftId)
  const { report } = await unsafePrepareImport(prisma(), list, incoming, { dryRun: true })
  return {
    ...report,
    draft: { id: draftId, createdAt: createdAt.toISOString(), decisions: incoming.decisions },
  }
}

/** A page of the same, for a person to look at. @throws AppError as getDraftPreview does. */
export async function getDraftPage(
  access: ListAccess,
  draftId: string,
  asked: AskedPage,
): Promise<{ preview: PreviewPage; decisions: Decisions }> {
  const list = access.require('list.import')
  const { incoming } = await unsafeReadDraft(list.id, draftId)
  return { preview: await unsafePreviewImport(list, incoming, asked), decisions: incoming.decisions }
}

/** The import that a draft became, null where it did not. Unsafe: asks no actor; for the job that applied it. */
export async function unsafeFindAppliedDraft(listId: string, draftId: string): Promise<{ id: string } | null> {
  return prisma().sourceRevision.findFirst({
    where: { listId, report: { path: ['draftId'], equals: draftId } },
    select: { id: true },
  })
}
